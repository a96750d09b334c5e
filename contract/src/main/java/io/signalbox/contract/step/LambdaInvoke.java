package io.signalbox.contract.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AWS Lambda function has been invoked and has returned without an error, or has been queued. Its payload describes the step,
 * with the same {@code idempotencyKey} in every attempt.
 *
 * @param function its name or ARN
 * @param async true if AWS Lambda queues it: its result is not waited for, and Lambda retries it; null means false
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LambdaInvoke(
        String region,
        String function,
        @JsonProperty(required = false) @Nullable Boolean async) implements Action.Notification {

    static final ActionKind<LambdaInvoke> KIND =
            new ActionKind<>("lambda-invoke", LambdaInvoke.class, LambdaInvoke::read);

    /** Waits for the function's result. */
    public LambdaInvoke(String region, String function) {
        this(region, function, null);
    }

    /** True if the result is not waited for. */
    public boolean queued() {
        return Boolean.TRUE.equals(async);
    }

    private static @Nullable LambdaInvoke read(Cursor at) {
        Fields fields = at.fields("region", "function", "async");
        String region = fields.required("region", AwsText::region);
        String function = fields.required("function", it -> AwsText.name(it, "a function's name or ARN"));
        Boolean async = fields.ifPresent("async", Cursor::bool);
        return fields.whole(() -> new LambdaInvoke(region, function, async));
    }

    @Override
    public List<Need> needs() {
        String arn =
                function.startsWith("arn:") ? function : IamPermission.arn("lambda", region, "function:" + function);
        return List.of(Need.data("AWS Lambda", region, IamPermission.of(arn, "lambda:InvokeFunction")));
    }
}
