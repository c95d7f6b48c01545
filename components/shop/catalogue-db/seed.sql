-- The nine socks of the released image. Ids, names, prices, stock, pictures and tags are upstream's;
-- the descriptions are our own.
USE socksdb;

INSERT INTO tag (tag_id, name) VALUES
    (1, 'brown'), (2, 'geek'), (3, 'formal'), (4, 'blue'), (5, 'skin'), (6, 'red'),
    (7, 'action'), (8, 'sport'), (9, 'black'), (10, 'magic'), (11, 'green');

INSERT INTO sock VALUES
    ('03fef6ac-1896-4ce8-bd69-b798f85c6e0b', 'Holy',
     'One pair, knitted by hand and said to work wonders. Keep them for the days that need one.',
     99.99, 1, '/catalogue/images/holy_1.jpeg', '/catalogue/images/holy_2.jpeg'),
    ('3395a43e-2d88-40de-b95f-e00e1502085b', 'Colourful',
     'Earthy brown and deep blue in even stripes: quiet enough for a suit, cheerful enough for a Friday.',
     18, 438, '/catalogue/images/colourful_socks.jpg', '/catalogue/images/colourful_socks.jpg'),
    ('510a0d7e-8e83-4193-b483-e27e09ddc34d', 'SuperSport XL',
     'Cushioned heel, firm arch and a cuff that stays up, for long runs and for long meetings.',
     15, 820, '/catalogue/images/puma_1.jpeg', '/catalogue/images/puma_2.jpeg'),
    ('808a2de1-1aaa-4c25-a9b9-6612e8f29a38', 'Crossed',
     'A classic criss-cross in blue and red. Sits as well in a boardroom as on a climbing wall.',
     17.32, 738, '/catalogue/images/cross_1.jpeg', '/catalogue/images/cross_2.jpeg'),
    ('819e1fbf-8b7e-4f6d-811f-693534916a8b', 'Figueroa',
     'A green and blue pattern in fine merino, with a seamless toe and a smooth formal finish.',
     14, 808, '/catalogue/images/WAT.jpg', '/catalogue/images/WAT2.jpg'),
    ('837ab141-399e-4c1f-9abc-bace40296bac', 'Cat socks',
     'Soft brown and green with whiskers at the ankle. Approved by every cat that sat on them.',
     15, 175, '/catalogue/images/catsocks.jpg', '/catalogue/images/catsocks2.jpg'),
    ('a0a4f044-b040-410d-8ead-4de0446aec7e', 'Nerd leg',
     'Barely there in skin tone with a thin blue line, for those who count in powers of two.',
     7.99, 115, '/catalogue/images/bit_of_leg_1.jpeg', '/catalogue/images/bit_of_leg_2.jpeg'),
    ('d3588630-ad8e-49df-bbd7-3167f7efb246', 'YouTube.sock',
     'Made to be seen on camera: sharp contrast, no shine, and a play button at the heel.',
     10.99, 801, '/catalogue/images/youtube_1.jpeg', '/catalogue/images/youtube_2.jpeg'),
    ('zzz4f044-b040-410d-8ead-4de0446aec7e', 'Classic',
     'The brown and green pair that goes with everything and outlives most of it.',
     12, 127, '/catalogue/images/classic.jpg', '/catalogue/images/classic2.jpg');

INSERT INTO sock_tag (sock_id, tag_id) VALUES
    ('03fef6ac-1896-4ce8-bd69-b798f85c6e0b', 7), ('03fef6ac-1896-4ce8-bd69-b798f85c6e0b', 10),
    ('3395a43e-2d88-40de-b95f-e00e1502085b', 1), ('3395a43e-2d88-40de-b95f-e00e1502085b', 4),
    ('510a0d7e-8e83-4193-b483-e27e09ddc34d', 8), ('510a0d7e-8e83-4193-b483-e27e09ddc34d', 3),
    ('510a0d7e-8e83-4193-b483-e27e09ddc34d', 9),
    ('808a2de1-1aaa-4c25-a9b9-6612e8f29a38', 4), ('808a2de1-1aaa-4c25-a9b9-6612e8f29a38', 7),
    ('808a2de1-1aaa-4c25-a9b9-6612e8f29a38', 6), ('808a2de1-1aaa-4c25-a9b9-6612e8f29a38', 3),
    ('819e1fbf-8b7e-4f6d-811f-693534916a8b', 11), ('819e1fbf-8b7e-4f6d-811f-693534916a8b', 3),
    ('819e1fbf-8b7e-4f6d-811f-693534916a8b', 4),
    ('837ab141-399e-4c1f-9abc-bace40296bac', 1), ('837ab141-399e-4c1f-9abc-bace40296bac', 3),
    ('837ab141-399e-4c1f-9abc-bace40296bac', 11),
    ('a0a4f044-b040-410d-8ead-4de0446aec7e', 4), ('a0a4f044-b040-410d-8ead-4de0446aec7e', 5),
    ('d3588630-ad8e-49df-bbd7-3167f7efb246', 3), ('d3588630-ad8e-49df-bbd7-3167f7efb246', 2),
    ('zzz4f044-b040-410d-8ead-4de0446aec7e', 1), ('zzz4f044-b040-410d-8ead-4de0446aec7e', 11);
