package io.signalbox.sandbox.cloud;

import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.cloud.protocol.JsonProtocol;
import io.signalbox.sandbox.cloud.protocol.LambdaProtocol;
import io.signalbox.sandbox.cloud.protocol.Protocol;
import io.signalbox.sandbox.cloud.protocol.QueryProtocol;

/** The protocol of each service, and its error codes for throttling and internal failures. */
final class ServiceProtocols {

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int FORBIDDEN = 403;
    private static final Fault.Error DENIED_JSON = new Fault.Error(BAD_REQUEST, "AccessDeniedException", "");
    private static final Fault.Error DENIED_QUERY = new Fault.Error(FORBIDDEN, "AccessDenied", "");
    private static final String RATE = "Rate exceeded";
    private static final String INTERNAL = "We encountered an internal error. Please try again.";

    /** For requests that are not signed, or signed for a service that the sandbox does not have. */
    static final Protocol UNKNOWN_SERVICE = new JsonProtocol("", "1.1");

    private ServiceProtocols() {}

    static CloudService ecs(CloudService.Performer performer) {
        return new CloudService(
                new JsonProtocol("AmazonEC2ContainerServiceV20141113.", "1.1"),
                new Fault.Error(BAD_REQUEST, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "ServerException", "Service Unavailable. Please try again later."),
                DENIED_JSON,
                performer);
    }

    static CloudService applicationAutoScaling(CloudService.Performer performer) {
        return new CloudService(
                new JsonProtocol("AnyScaleFrontendService.", "1.1"),
                new Fault.Error(BAD_REQUEST, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "InternalServiceException", INTERNAL),
                DENIED_JSON,
                performer);
    }

    static CloudService autoScaling(CloudService.Performer performer) {
        return query("http://autoscaling.amazonaws.com/doc/2011-01-01/", "2011-01-01", performer);
    }

    static CloudService rds(CloudService.Performer performer) {
        return query("http://rds.amazonaws.com/doc/2014-10-31/", "2014-10-31", performer);
    }

    static CloudService cloudWatch(CloudService.Performer performer) {
        return new CloudService(
                new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/", "2010-08-01"),
                new Fault.Error(BAD_REQUEST, "Throttling", RATE),
                new Fault.Error(SERVER, "InternalServiceError", INTERNAL),
                DENIED_QUERY,
                performer);
    }

    static CloudService sns(CloudService.Performer performer) {
        return new CloudService(
                new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/", "2010-03-31"),
                new Fault.Error(TOO_MANY, "Throttled", RATE),
                new Fault.Error(SERVER, "InternalError", INTERNAL),
                new Fault.Error(FORBIDDEN, "AuthorizationError", ""),
                performer);
    }

    static CloudService lambda(CloudService.Performer performer) {
        return new CloudService(
                new LambdaProtocol(),
                new Fault.Error(TOO_MANY, "TooManyRequestsException", RATE),
                new Fault.Error(SERVER, "ServiceException", INTERNAL),
                new Fault.Error(FORBIDDEN, "AccessDeniedException", ""),
                performer);
    }

    static CloudService cloudFormation(CloudService.Performer performer) {
        return query("http://cloudformation.amazonaws.com/doc/2010-05-15/", "2010-05-15", performer);
    }

    static CloudService recoveryControl(CloudService.Performer performer) {
        return new CloudService(
                new JsonProtocol("ToggleCustomerAPI.", "1.0"),
                new Fault.Error(TOO_MANY, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "InternalServerException", INTERNAL),
                new Fault.Error(FORBIDDEN, "AccessDeniedException", ""),
                performer);
    }

    static CloudService cloudTrail(CloudService.Performer performer) {
        return new CloudService(
                new JsonProtocol("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.", "1.1"),
                new Fault.Error(BAD_REQUEST, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "InternalFailure", INTERNAL),
                DENIED_JSON,
                performer);
    }

    private static CloudService query(String namespace, String version, CloudService.Performer performer) {
        return new CloudService(
                new QueryProtocol(namespace, version),
                new Fault.Error(BAD_REQUEST, "Throttling", RATE),
                new Fault.Error(SERVER, "InternalFailure", INTERNAL),
                DENIED_QUERY,
                performer);
    }
}
