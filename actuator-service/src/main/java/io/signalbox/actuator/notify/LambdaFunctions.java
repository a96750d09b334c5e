package io.signalbox.actuator.notify;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.contract.Command;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.LambdaInvoke;
import java.time.InstantSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls functions of AWS Lambda with the same body as webhooks, and waits for the result unless the step queues the
 * call.
 */
public final class LambdaFunctions implements Messenger<LambdaInvoke> {

    /** The longest text kept of a function's error; the function's own log has the rest. */
    private static final int LONGEST = 300;

    private final Calls<String, LambdaClient> calls;
    private final InstantSource clock;

    public LambdaFunctions(Calls<String, LambdaClient> calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Class<LambdaInvoke> type() {
        return LambdaInvoke.class;
    }

    @Override
    public void tell(LambdaInvoke to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException {
        SdkBytes payload = SdkBytes.fromByteArray(
                Message.of(command, fence, clock.instant()).json());
        InvokeResponse answer = calls.call(
                "Invoke",
                to.region(),
                turn,
                (client, within) -> client.invoke(request -> request.functionName(to.function())
                        .invocationType(to.queued() ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
                        .payload(payload)
                        .overrideConfiguration(within)));
        if (answer.functionError() != null) {
            throw new ActionFailedException(
                    FailureCause.FUNCTION_ERROR,
                    to.function() + " failed (" + answer.functionError() + "): " + said(answer),
                    true);
        }
    }

    private static String said(InvokeResponse answer) {
        String text = answer.payload() == null ? "" : answer.payload().asUtf8String();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
