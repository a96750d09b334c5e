package io.signalbox.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.sandbox.aws.ApiError;
import io.signalbox.sandbox.aws.ApiHandler;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.FaultQueues;
import io.signalbox.sandbox.aws.RequestSignature;
import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.iam.AccessRequest;
import io.signalbox.sandbox.identity.Identities;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The AWS control planes other than DNS, on loopback, for the AWS SDK with an endpoint override. All share one
 * endpoint: the request's signature names service, region and caller. A caller finds the resources of its own account only; the
 * methods without an account are about {@link Identities#HOME}. Services have their names in signatures: {@code ecs}, {@code application-autoscaling},
 * {@code autoscaling}, {@code rds}, {@code monitoring}, {@code sns}, {@code lambda}, {@code cloudformation}, {@code route53-recovery-cluster},
 * {@code cloudtrail}.
 * Thread-safe.
 */
public final class Cloud implements AutoCloseable {

    private final Identities identities;
    private final Map<String, CloudAccount> accounts = new ConcurrentHashMap<>();
    private final CloudTrail cloudTrail = new CloudTrail();
    private final Map<String, CloudService> services = new HashMap<>();
    private final Map<String, RateLimit> rateLimits = new ConcurrentHashMap<>();
    private final FaultQueues<String> faults = new FaultQueues<>();
    private final Queue<CloudCall> calls = new ConcurrentLinkedQueue<>();
    private final ApiHandler<ServiceRequest> handler = new ApiHandler<>(new Api());
    private final RecoveryControl recoveryControl = new RecoveryControl(handler);
    private final HttpEndpoint endpoint;

    private Cloud(Identities identities) {
        this.identities = identities;
        services.put("ecs", ServiceProtocols.ecs(of(CloudAccount::ecs, Ecs::perform)));
        services.put(
                "application-autoscaling",
                ServiceProtocols.applicationAutoScaling(
                        of(CloudAccount::applicationAutoScaling, ApplicationAutoScaling::perform)));
        services.put("autoscaling", ServiceProtocols.autoScaling(of(CloudAccount::autoScaling, AutoScaling::perform)));
        services.put("rds", ServiceProtocols.rds(of(CloudAccount::rds, Rds::perform)));
        services.put("monitoring", ServiceProtocols.cloudWatch(of(CloudAccount::cloudWatch, CloudWatch::perform)));
        services.put("sns", ServiceProtocols.sns(of(CloudAccount::sns, Sns::perform)));
        services.put("lambda", ServiceProtocols.lambda(of(CloudAccount::lambda, Lambda::perform)));
        services.put(
                "cloudformation",
                ServiceProtocols.cloudFormation(of(CloudAccount::cloudFormation, CloudFormation::perform)));
        services.put("route53-recovery-cluster", ServiceProtocols.recoveryControl(recoveryControl::perform));
        services.put("cloudtrail", ServiceProtocols.cloudTrail(cloudTrail::perform));
        endpoint = HttpEndpoint.start(handler);
    }

    /** Performs an operation of a service that each account has of its own. */
    private interface Operation<S> {
        JsonNode perform(S service, CloudRequest request) throws ApiError;
    }

    private <S> CloudService.Performer of(Function<CloudAccount, S> service, Operation<S> operation) {
        return request ->
                operation.perform(service.apply(account(request.caller().account())), request);
    }

    public static Cloud start() {
        return start(new Identities());
    }

    public static Cloud start(Identities identities) {
        return new Cloud(identities);
    }

    /** The resources of an account. */
    public CloudAccount account(String id) {
        return accounts.computeIfAbsent(id, _ -> new CloudAccount());
    }

    private CloudAccount home() {
        return account(Identities.HOME);
    }

    /** For the SDK's {@code endpointOverride}, or variables like {@code AWS_ENDPOINT_URL_ECS}, of any service. */
    public URI endpoint() {
        return endpoint.uri();
    }

    public Ecs ecs() {
        return home().ecs();
    }

    public ApplicationAutoScaling applicationAutoScaling() {
        return home().applicationAutoScaling();
    }

    public AutoScaling autoScaling() {
        return home().autoScaling();
    }

    public Rds rds() {
        return home().rds();
    }

    public CloudWatch cloudWatch() {
        return home().cloudWatch();
    }

    public Sns sns() {
        return home().sns();
    }

    public Lambda lambda() {
        return home().lambda();
    }

    public CloudFormation cloudFormation() {
        return home().cloudFormation();
    }

    public CloudTrail cloudTrail() {
        return cloudTrail;
    }

    public RecoveryControl recoveryControl() {
        return recoveryControl;
    }

    /** All operations that are answered, by the service as signatures name it, such as {@code ecs:UpdateService}. */
    public static Set<String> operations() {
        return CloudActions.operations();
    }

    /** Faults by service and operation, such as {@code ecs:UpdateService}. */
    public FaultQueues<String> faults() {
        return faults;
    }

    /** Throttling; each service reports it with its own code. */
    public static Fault throttling() {
        return Fault.throttling();
    }

    /** An internal error; each service reports it with its own code. */
    public static Fault internalError() {
        return Fault.internalError();
    }

    /** Refuses requests above this rate, in all regions together. @param perSecond 0 for no limit */
    public void limit(String service, int perSecond) {
        rateLimit(service).limit(perSecond);
    }

    /** Delays every request from the next one on. */
    public void delay(String service, Duration duration) {
        rateLimit(service).delay(duration);
    }

    private RateLimit rateLimit(String service) {
        return rateLimits.computeIfAbsent(service, _ -> new RateLimit());
    }

    /** Every request so far that could be read, oldest first, including those that got no answer. */
    public List<CloudCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        endpoint.close();
        recoveryControl.close();
    }

    /** A request, and the service that it is for. */
    private record ServiceRequest(CloudService service, CloudRequest request) {}

    private final class Api implements ApiHandler.Api<ServiceRequest> {

        @Override
        public ServiceRequest read(ReceivedRequest received) throws ApiError {
            var signature = RequestSignature.of(received)
                    .orElseThrow(() -> new ApiError(403, "MissingAuthenticationToken", "Missing Authentication Token"));
            var service = Optional.ofNullable(services.get(signature.service()))
                    .orElseThrow(() ->
                            new ApiError(404, "UnknownService", "The sandbox has no service " + signature.service()));
            var operation = service.protocol().read(received);
            return new ServiceRequest(
                    service,
                    new CloudRequest(
                            signature, signature.signer(identities), operation.operation(), operation.input()));
        }

        @Override
        public Fault fault(ServiceRequest call) {
            var request = call.request();
            return rateLimit(request.signature().service()).admits()
                    ? faults.next(request.signature().service() + ":" + request.operation())
                    : throttling();
        }

        @Override
        public HttpReply perform(ServiceRequest call) throws ApiError {
            authorize(call);
            var output = call.service().performer().perform(call.request());
            log(call, "ok", "");
            return call.service().protocol().success(call.request().operation(), output);
        }

        private void authorize(ServiceRequest call) throws ApiError {
            CloudRequest request = call.request();
            for (AccessRequest needed : CloudActions.of(request).orElseThrow(request::unknownOperation)) {
                var denial = identities.policies().denial(request.caller(), needed);
                if (denial.isPresent()) {
                    throw call.service()
                            .denied(denial.get().text(request.caller().arn()));
                }
            }
        }

        @Override
        public ApiError injected(ServiceRequest call, Fault.Error error) {
            return call.service().worded(error);
        }

        @Override
        public String internalErrorCode() {
            return "InternalFailure";
        }

        @Override
        public HttpReply error(ReceivedRequest received, ApiError error) {
            return RequestSignature.of(received)
                    .map(signature -> services.get(signature.service()))
                    .map(CloudService::protocol)
                    .orElse(ServiceProtocols.UNKNOWN_SERVICE)
                    .error(error);
        }

        @Override
        public void log(ServiceRequest call, String result, String detail) {
            var by = call.request().signature();
            calls.add(new CloudCall(
                    Instant.now(),
                    by.service(),
                    call.request().operation(),
                    by.region(),
                    by.accessKey(),
                    result,
                    detail));
        }
    }
}
