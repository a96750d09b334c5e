package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.http.HttpEndpoint;
import io.signalbox.sandbox.http.HttpReply;
import io.signalbox.sandbox.http.ReceivedRequest;
import io.signalbox.sandbox.identity.Identities;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Route 53, for the AWS SDK with an endpoint override. Requests must be signed; each account has zones, health checks and
 * a rate of its own. Thread-safe.
 */
public final class Route53 implements AutoCloseable {

    private static final String PRIVATE_NAME_SERVER = "ns-0.awsdns-00.com.";

    private final Route53Operations operations;
    private final Identities identities;
    private final Faults faults = new Faults();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final HttpEndpoint endpoint;
    private volatile Pace pace;

    private Route53(Pace pace, Identities identities, InetSocketAddress address) {
        this.pace = pace;
        this.identities = identities;
        operations = new Route53Operations(this::pace, identities);
        endpoint = HttpEndpoint.start(new ApiHandler<>(new Api()), address);
    }

    public static Route53 start(Pace pace) {
        return start(pace, new Identities());
    }

    public static Route53 start(Pace pace, Identities identities) {
        return start(pace, identities, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** @param address the local address to bind; port 0 for a free one */
    public static Route53 start(Pace pace, Identities identities, InetSocketAddress address) {
        return new Route53(pace, identities, address);
    }

    /** For the SDK's {@code endpointOverride}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /** Creates a public zone with NS and SOA records. @param name with or without the final dot */
    public HostedZone createZone(String name) {
        return createZone(Identities.HOME, name);
    }

    /** The same in an account. */
    public HostedZone createZone(String account, String name) {
        return operations.create(account, name, nextNameServer(), List.of());
    }

    /** The same with an id that is known before. @param id as Route 53 gives them, such as {@code Z0123456789ABCDEFGHIJ} */
    public HostedZone createZoneWithId(String id, String name) {
        return operations.create(Identities.HOME, id, name, nextNameServer(), List.of());
    }

    private String nextNameServer() {
        return "ns-" + (operations.zones().size() + 1) + ".sandbox.";
    }

    /** Creates a private zone, which only the resolvers of its networks answer. */
    public HostedZone createPrivateZone(String name, HostedZone.Vpc vpc) {
        return operations.create(Identities.HOME, name, PRIVATE_NAME_SERVER, List.of(vpc));
    }

    public List<HostedZone> zones() {
        return operations.zones();
    }

    /** The health checks, as name servers use them. */
    public HealthCheckRegistry healthChecks() {
        return operations.healthChecks();
    }

    /** The targets outside this endpoint's zones. */
    public AliasTargets aliasTargets() {
        return operations.aliasTargets();
    }

    /**
     * From now on a batch with this name is denied, as by a policy with the condition key
     * {@code route53:ChangeResourceRecordSetsNormalizedRecordNames}.
     * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
     */
    public void deny(String name) {
        operations.deny(name);
    }

    public void permit(String name) {
        operations.permit(name);
    }

    /** Deletes a zone with all its records; requests with its id are answered with NoSuchHostedZone. */
    public void deleteZone(HostedZone zone) {
        operations.delete(zone.id());
    }

    public Faults faults() {
        return faults;
    }

    public TrafficAudit audit() {
        return operations.audit();
    }

    /** Every request so far, oldest first, including those that got no answer. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public Pace pace() {
        return pace;
    }

    /** Takes effect with the next request. */
    public void setPace(Pace next) {
        pace = next;
    }

    @Override
    public void close() {
        endpoint.close();
        operations.healthChecks().close();
    }

    private final class Api implements ApiHandler.Api<Route53Request> {

        @Override
        public Route53Request read(ReceivedRequest request) throws ApiError {
            return Route53Request.read(request);
        }

        @Override
        public Fault fault(Route53Request request) {
            return faults.next(request.operation());
        }

        @Override
        public HttpReply perform(Route53Request request) throws ApiError {
            var performed = operations.perform(request);
            log(request, performed.batch(), performed.result(), "");
            return reply(request.operation().success(), performed.reply());
        }

        @Override
        public String internalErrorCode() {
            return "InternalFailure";
        }

        @Override
        public HttpReply error(ReceivedRequest request, ApiError error) {
            return reply(error.status(), Route53Responses.error(error));
        }

        @Override
        public void log(Route53Request request, String result, String detail) {
            log(request, result.equals("lost") ? List.of() : requestedChanges(request), result, detail);
        }

        private void log(Route53Request request, List<RecordChange> batch, String result, String detail) {
            calls.add(new Call(
                    Instant.now(), request.operation(), request.accessKey(), account(request), result, detail, batch));
        }

        private String account(Route53Request request) {
            try {
                return request.signer(identities).account();
            } catch (ApiError _) {
                return "";
            }
        }

        /** Empty when the batch cannot be read. */
        private List<RecordChange> requestedChanges(Route53Request request) {
            try {
                return request.operation() == Operation.CHANGE_RECORDS
                        ? ChangeBatchReader.read(request.body())
                        : List.of();
            } catch (ApiError e) {
                return List.of();
            }
        }

        private HttpReply reply(int status, XmlWriter xml) {
            return new HttpReply(status, Map.of("Content-Type", "text/xml"), xml.bytes());
        }
    }
}
