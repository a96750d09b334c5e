package io.signalbox.contract.step;

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
public record LambdaInvoke(String region, String function) implements Action.Notification {

    static final ActionKind<LambdaInvoke> KIND =
            new ActionKind<>("lambda-invoke", LambdaInvoke.class, LambdaInvoke::read);

    private static @Nullable LambdaInvoke read(Cursor at) {
        Fields fields = at.fields("region", "function");
        String region = fields.required("region", AwsText::region);
        String function = fields.required("function", it -> AwsText.name(it, "a function's name or ARN"));
        return fields.whole(() -> new LambdaInvoke(region, function));
    }

    @Override
    public List<Need> needs() {
        String arn =
                function.startsWith("arn:") ? function : IamPermission.arn("lambda", region, "function:" + function);
        return List.of(Need.data("AWS Lambda", region, IamPermission.of(arn, "lambda:InvokeFunction")));
    }
}
