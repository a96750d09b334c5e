package io.signalbox.infra.lattice;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The function behind /healthz: 200 while each of its dependencies accepts connections. With SIMULATE_FAILURE=true it answers 503, so
 * that a failover can be tried.
 */
final class HealthFunction {

    private static final String CODE = """
            const net = require("node:net");

            // Each of DEPENDENCIES, such as db.example.com:5432, has to accept a connection within a second.
            function answers(dependency) {
              const colon = dependency.lastIndexOf(":");
              const at = { host: dependency.slice(0, colon), port: Number(dependency.slice(colon + 1)), timeout: 1000 };
              return new Promise((resolve) => {
                const socket = net.connect(at, () => end(true));
                const end = (result) => {
                  socket.destroy();
                  resolve(result);
                };
                socket.on("error", () => end(false));
                socket.on("timeout", () => end(false));
              }).catch(() => false);
            }

            exports.handler = async () => {
              const dependencies = process.env.DEPENDENCIES.split(",").map((one) => one.trim()).filter((one) => one !== "");
              const results = await Promise.all(dependencies.map(answers));
              const failing = dependencies.filter((_, i) => !results[i]);
              const onPurpose = process.env.SIMULATE_FAILURE === "true";
              const healthy = !onPurpose && failing.length === 0;
              return {
                statusCode: healthy ? 200 : 503,
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ healthy, region: process.env.AWS_REGION, failing, onPurpose }),
              };
            };
            """;

    private HealthFunction() {}

    /** @param dependencies host:port, separated by commas; empty for none */
    static Function in(Construct scope, String dependencies) {
        LogGroup logs = LogGroup.Builder.create(scope, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .build();
        Function function = Function.Builder.create(scope, "Health")
                .runtime(Runtime.NODEJS_22_X)
                .handler("index.handler")
                .code(Code.fromInline(CODE))
                .memorySize(256)
                .environment(Map.of("SIMULATE_FAILURE", "false", "DEPENDENCIES", dependencies))
                .timeout(Duration.seconds(3))
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
