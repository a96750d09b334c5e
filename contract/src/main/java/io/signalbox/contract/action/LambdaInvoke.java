package io.signalbox.contract.action;

import io.signalbox.contract.Action;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AWS Lambda function has been invoked and has returned without an error. Its payload describes the step, with the
 * same {@code idempotencyKey} in every attempt.
 *
 * @param function its name or ARN
 */
public record LambdaInvoke(String region, String function) implements Action {

    static final ActionKind<LambdaInvoke> KIND = new ActionKind<>(
            "lambda-invoke", LambdaInvoke.class, LambdaInvoke::read, Return.NOTHING_TO_DO, Purpose.OTHER);

    private static @Nullable LambdaInvoke read(Cursor at) {
        Fields fields = at.fields("region", "function");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String function = fields.required("function", it -> AwsText.name(it, "a function's name or ARN"));
        return region == null || function == null ? null : new LambdaInvoke(region, function);
    }

    @Override
    public List<Need> needs() {
        String arn =
                function.startsWith("arn:") ? function : IamPermission.arn("lambda", region, "function:" + function);
        return List.of(Need.data("AWS Lambda", region, IamPermission.of(arn, "lambda:InvokeFunction")));
    }
}
