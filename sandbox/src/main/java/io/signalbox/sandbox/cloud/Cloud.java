package io.signalbox.sandbox.cloud;

import com.sun.net.httpserver.HttpExchange;
import io.signalbox.sandbox.aws.AwsError;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The control planes of AWS beside DNS, on loopback, for the AWS SDK with an endpoint override. There is one endpoint; which
 * service of which region is meant stands in a request's signature. It checks that requests are signed but not by whom: any
 * credentials will do, and the call log tells them apart. Services are called as signatures name them: {@code ecs},
 * {@code autoscaling}, {@code rds}, {@code monitoring}, {@code sns}, {@code lambda}, {@code route53-recovery-cluster},
 * {@code cloudtrail}.
 * Thread-safe.
 */
public final class Cloud implements AutoCloseable {

    private final Ecs ecs = new Ecs();
    private final AutoScaling autoScaling = new AutoScaling();
    private final Rds rds = new Rds();
    private final CloudWatch cloudWatch = new CloudWatch();
    private final Sns sns = new Sns();
    private final Lambda lambda = new Lambda();
    private final RecoveryControl recoveryControl = new RecoveryControl(this::handle);
    private final CloudTrail cloudTrail = new CloudTrail();
    private final Map<String, Plane> planes = new HashMap<>();
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<CloudCall> calls = new ConcurrentLinkedQueue<>();
    private final Loopback loopback;

    private Cloud() {
        planes.put("ecs", Words.ecs(ecs::perform));
        planes.put("autoscaling", Words.autoScaling(autoScaling::perform));
        planes.put("rds", Words.rds(rds::perform));
        planes.put("monitoring", Words.cloudWatch(cloudWatch::perform));
        planes.put("sns", Words.sns(sns::perform));
        planes.put("lambda", Words.lambda(lambda::perform));
        planes.put("route53-recovery-cluster", Words.recoveryControl(recoveryControl::perform));
        planes.put("cloudtrail", Words.cloudTrail(cloudTrail::perform));
        loopback = Loopback.start(this::handle);
    }

    /** On a free port. */
    public static Cloud start() {
        return new Cloud();
    }

    /** For the SDK's {@code endpointOverride} or {@code AWS_ENDPOINT_URL_ECS} and its like, whatever the service. */
    public URI endpoint() {
        return loopback.endpoint();
    }

    public Ecs ecs() {
        return ecs;
    }

    public AutoScaling autoScaling() {
        return autoScaling;
    }

    public Rds rds() {
        return rds;
    }

    public CloudWatch cloudWatch() {
        return cloudWatch;
    }

    public Sns sns() {
        return sns;
    }

    public Lambda lambda() {
        return lambda;
    }

    public CloudTrail cloudTrail() {
        return cloudTrail;
    }

    public RecoveryControl recoveryControl() {
        return recoveryControl;
    }

    /** By service and operation, such as {@code ecs:UpdateService}. */
    public FaultQueues<String> faults() {
        return faults;
    }

    /** A request that is refused for the rate of requests; the service that gets it words it. */
    public static Fault throttling() {
        return Fault.throttling();
    }

    /** A failure of the service itself; the service that gets it words it. */
    public static Fault internalError() {
        return Fault.internalError();
    }

    /** More requests within one second than this are refused, in all regions together. @param perSecond 0 for no limit */
    public void limit(String service, int perSecond) {
        rate(service).limit(perSecond);
    }

    /** Every request waits so long before it is looked at, from the next one on. */
    public void delay(String service, Duration duration) {
        rate(service).delay(duration);
    }

    private Rate rate(String service) {
        return rates.computeIfAbsent(service, _ -> new Rate());
    }

    /** Every request so far that could be read, oldest first, those that got no answer included. */
    public List<CloudCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        loopback.close();
        recoveryControl.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = Http.body(exchange);
            try {
                var signature = Signature.of(exchange);
                serve(exchange, signature, body, plane(signature));
            } catch (AwsError e) {
                Http.answer(exchange, Words.NOBODY.error(e));
            }
        }
    }

    private Plane plane(Signature signature) throws AwsError {
        Plane plane = planes.get(signature.service());
        if (plane == null) {
            throw new AwsError(404, "UnknownService", "The sandbox has no service " + signature.service());
        }
        return plane;
    }

    private void serve(HttpExchange exchange, Signature signature, byte[] body, Plane plane) throws IOException {
        try {
            var asked = plane.protocol().read(exchange, body);
            var request = new CloudRequest(signature, asked.operation(), asked.input());
            var reply = fault(request)
                    .play(
                            () -> perform(plane, request),
                            error -> refused(plane, request, plane.worded(error)),
                            () -> log(request, "lost", "the connection was closed before anything was done"));
            if (reply.isPresent()) {
                Http.answer(exchange, reply.get());
            }
        } catch (AwsError e) {
            Http.answer(exchange, plane.protocol().error(e));
        }
    }

    private Fault fault(CloudRequest request) {
        Rate rate = rate(request.signature().service());
        var _ = new Fault.Delay(rate.delay()).play(() -> "", _ -> "", () -> {});
        if (!rate.admits(System.nanoTime())) {
            return throttling();
        }
        return faults.next(request.signature().service() + ":" + request.operation());
    }

    private Http.Reply perform(Plane plane, CloudRequest request) {
        try {
            var output = plane.performer().perform(request);
            log(request, "ok", "");
            return plane.protocol().success(request.operation(), output);
        } catch (AwsError e) {
            return refused(plane, request, e);
        } catch (RuntimeException e) {
            return refused(plane, request, new AwsError(500, "InternalFailure", "sandbox: " + e));
        }
    }

    private Http.Reply refused(Plane plane, CloudRequest request, AwsError error) {
        log(request, error.code(), String.valueOf(error.getMessage()));
        return plane.protocol().error(error);
    }

    private void log(CloudRequest request, String result, String detail) {
        var by = request.signature();
        calls.add(new CloudCall(
                Instant.now(), by.service(), request.operation(), by.region(), by.accessKey(), result, detail));
    }
}
