-- The shop's catalogue, as upstream's clients know it.
CREATE DATABASE socksdb;
USE socksdb;

CREATE TABLE sock (
    sock_id varchar(40) NOT NULL,
    name varchar(20),
    description varchar(200),
    price float,
    count int,
    image_url_1 varchar(40),
    image_url_2 varchar(40),
    PRIMARY KEY (sock_id)
);

CREATE TABLE tag (
    tag_id mediumint NOT NULL AUTO_INCREMENT,
    name varchar(20),
    PRIMARY KEY (tag_id)
);

-- No key of its own, as upstream: the order of insertion is the order in which tags are listed.
CREATE TABLE sock_tag (
    sock_id varchar(40),
    tag_id mediumint NOT NULL,
    FOREIGN KEY (sock_id) REFERENCES sock (sock_id),
    FOREIGN KEY (tag_id) REFERENCES tag (tag_id)
);
