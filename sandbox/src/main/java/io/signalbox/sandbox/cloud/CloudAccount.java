package io.signalbox.sandbox.cloud;

/** The resources of one account. Those of other accounts do not exist in it. */
public final class CloudAccount {

    private final Ecs ecs = new Ecs();
    private final ApplicationAutoScaling applicationAutoScaling = new ApplicationAutoScaling(ecs);
    private final AutoScaling autoScaling = new AutoScaling();
    private final Rds rds = new Rds();
    private final CloudWatch cloudWatch = new CloudWatch();
    private final Sns sns = new Sns();
    private final Lambda lambda = new Lambda();
    private final CloudFormation cloudFormation = new CloudFormation(lambda);

    CloudAccount() {}

    public Ecs ecs() {
        return ecs;
    }

    public ApplicationAutoScaling applicationAutoScaling() {
        return applicationAutoScaling;
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

    public CloudFormation cloudFormation() {
        return cloudFormation;
    }
}
