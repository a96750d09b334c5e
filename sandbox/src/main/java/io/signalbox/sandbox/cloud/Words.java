package io.signalbox.sandbox.cloud;

import io.signalbox.sandbox.aws.Fault;

/** The protocol of each service, and what it says when requests come too fast or when it fails by itself. */
final class Words {

    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final String RATE = "Rate exceeded";
    private static final String INTERNAL = "We encountered an internal error. Please try again.";

    /** For requests to no service that is known. */
    static final Protocol NOBODY = new JsonProtocol("", "1.1");

    private Words() {}

    static Plane ecs(Plane.Performer performer) {
        return new Plane(
                new JsonProtocol("AmazonEC2ContainerServiceV20141113.", "1.1"),
                new Fault.Error(BAD_REQUEST, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "ServerException", "Service Unavailable. Please try again later."),
                performer);
    }

    static Plane autoScaling(Plane.Performer performer) {
        return query("http://autoscaling.amazonaws.com/doc/2011-01-01/", "2011-01-01", performer);
    }

    static Plane rds(Plane.Performer performer) {
        return query("http://rds.amazonaws.com/doc/2014-10-31/", "2014-10-31", performer);
    }

    static Plane cloudWatch(Plane.Performer performer) {
        return new Plane(
                new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/", "2010-08-01"),
                new Fault.Error(BAD_REQUEST, "Throttling", RATE),
                new Fault.Error(SERVER, "InternalServiceError", INTERNAL),
                performer);
    }

    static Plane sns(Plane.Performer performer) {
        return new Plane(
                new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/", "2010-03-31"),
                new Fault.Error(TOO_MANY, "Throttled", RATE),
                new Fault.Error(SERVER, "InternalError", INTERNAL),
                performer);
    }

    static Plane lambda(Plane.Performer performer) {
        return new Plane(
                new LambdaProtocol(),
                new Fault.Error(TOO_MANY, "TooManyRequestsException", RATE),
                new Fault.Error(SERVER, "ServiceException", INTERNAL),
                performer);
    }

    static Plane recoveryControl(Plane.Performer performer) {
        return new Plane(
                new JsonProtocol("ToggleCustomerAPI.", "1.0"),
                new Fault.Error(TOO_MANY, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "InternalServerException", INTERNAL),
                performer);
    }

    static Plane cloudTrail(Plane.Performer performer) {
        return new Plane(
                new JsonProtocol("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.", "1.1"),
                new Fault.Error(BAD_REQUEST, "ThrottlingException", RATE),
                new Fault.Error(SERVER, "InternalFailure", INTERNAL),
                performer);
    }

    private static Plane query(String namespace, String version, Plane.Performer performer) {
        return new Plane(
                new QueryProtocol(namespace, version),
                new Fault.Error(BAD_REQUEST, "Throttling", RATE),
                new Fault.Error(SERVER, "InternalFailure", INTERNAL),
                performer);
    }
}
