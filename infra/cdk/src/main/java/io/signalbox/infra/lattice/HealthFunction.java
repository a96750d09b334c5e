package io.signalbox.infra.lattice;

import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The function behind /healthz. With SIMULATE_FAILURE=true it answers 503, so that a failover can be tried. */
final class HealthFunction {

    private static final String CODE = """
            import json
            import os


            def check_service_health():
                # Here belong the checks of the application: its database, its dependencies.
                return os.environ["SIMULATE_FAILURE"] != "true"


            def handler(event, context):
                healthy = check_service_health()
                return {
                    "statusCode": 200 if healthy else 503,
                    "headers": {"Content-Type": "application/json"},
                    "body": json.dumps({"healthy": healthy, "region": os.environ["AWS_REGION"]}),
                }
            """;

    private HealthFunction() {}

    static Function in(Construct scope) {
        LogGroup logs = LogGroup.Builder.create(scope, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .build();
        Function function = Function.Builder.create(scope, "Health")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline(CODE))
                .memorySize(256)
                .environment(Map.of("SIMULATE_FAILURE", "false"))
                .logGroup(logs)
                .build();
        Alarm.Builder.create(scope, "Errors")
                .alarmDescription("The function behind /healthz fails")
                .metric(function.metricErrors())
                .threshold(1)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        return function;
    }
}
