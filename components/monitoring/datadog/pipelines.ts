/** Log pipelines (spec environment.md, section 7.5), as `datadog.LogsCustomPipeline` takes them. */

export interface Processor {
    grokParser?: {
        name: string;
        isEnabled: boolean;
        source: string;
        samples: string[];
        grok: { supportRules: string; matchRules: string };
    };
    categoryProcessor?: {
        name: string;
        isEnabled: boolean;
        target: string;
        categories: { name: string; filter: { query: string } }[];
    };
    dateRemapper?: { name: string; isEnabled: boolean; sources: string[] };
    statusRemapper?: { name: string; isEnabled: boolean; sources: string[] };
}

export interface Pipeline {
    name: string;
    description: string;
    isEnabled: boolean;
    filters: [{ query: string }];
    processors: Processor[];
    tags: string[];
}

/**
 * The services of Go write to stderr, so their good health lines arrive as errors. The order counts: parse, categorise,
 * then take the category as the status.
 */
export const HEALTH_CHECK_PIPELINE: Pipeline = {
    name: "Sock-Shop Health Check Status Fix",
    description: "Health checks that went well are no errors.",
    isEnabled: true,
    filters: [{ query: "kube_namespace:sock-shop" }],
    processors: [
        {
            grokParser: {
                name: "Health check line",
                isEnabled: true,
                source: "message",
                samples: [
                    "ts=2025-11-05T15:30:28Z caller=logging.go:81 method=Health result=2 took=38.4µs",
                    "ts=2025-11-05T15:30:28Z caller=middlewares.go:45 method=Health result=1 took=6.9µs",
                ],
                grok: {
                    supportRules: "",
                    matchRules:
                        "health_check ts=%{notSpace:timestamp} caller=%{notSpace:caller} method=%{word:method} result=%{integer:result} took=%{notSpace:duration}",
                },
            },
        },
        {
            categoryProcessor: {
                name: "Health Check Status Categorizer",
                isEnabled: true,
                target: "log_level",
                categories: [
                    // The document has 2 only, the number of entries of catalogue and user; payment has one (shop-api.md).
                    { name: "info", filter: { query: "@method:Health @result:(1 OR 2)" } },
                ],
            },
        },
        {
            statusRemapper: {
                name: "Status of health checks",
                isEnabled: true,
                sources: ["log_level"],
            },
        },
    ],
    tags: ["project:sock-shop", "managed-by:pulumi"],
};

/** Spring Boot writes its level into the line; without this every line arrives as info. */
export const SPRING_BOOT_PIPELINE: Pipeline = {
    name: "Sock-Shop Spring Boot",
    description: "Level, service and trace of the Java services' lines.",
    isEnabled: true,
    filters: [
        {
            query: "service:(sock-shop-orders OR sock-shop-carts OR sock-shop-shipping OR sock-shop-queue-master)",
        },
    ],
    processors: [
        {
            grokParser: {
                name: "Spring Boot line",
                isEnabled: true,
                source: "message",
                samples: [
                    "2025-11-05 15:30:28.123  WARN [orders,5c1,5c1,false] 1 --- [p-nio-80-exec-1] w.s.o.controllers.OrdersController      : Order 1 status updated to PAYMENT_FAILED",
                    "2025-11-05 15:30:28.123  INFO 1 --- [           main] w.s.orders.OrderApplication              : Started OrderApplication in 9.1 seconds",
                ],
                grok: {
                    supportRules:
                        '_head %{date("yyyy-MM-dd HH:mm:ss.SSS"):timestamp}\\s+%{word:level}\n_tail %{integer:pid}\\s+---\\s+\\[\\s*%{regex("[^\\\\]]*"):thread}\\]\\s+%{notSpace:logger}\\s+:\\s+%{data:text}',
                    matchRules: [
                        'traced %{_head}\\s+\\[%{notSpace:span.service},%{regex("[^,]*"):span.trace},%{regex("[^,]*"):span.id},%{word:span.exported}\\]\\s+%{_tail}',
                        "plain %{_head}\\s+%{_tail}",
                    ].join("\n"),
                },
            },
        },
        { dateRemapper: { name: "Time of the line", isEnabled: true, sources: ["timestamp"] } },
        { statusRemapper: { name: "Status by level", isEnabled: true, sources: ["level"] } },
    ],
    tags: ["project:sock-shop", "managed-by:pulumi"],
};

export const PIPELINES: Readonly<Record<string, Pipeline>> = {
    "health-check": HEALTH_CHECK_PIPELINE,
    "spring-boot": SPRING_BOOT_PIPELINE,
};
