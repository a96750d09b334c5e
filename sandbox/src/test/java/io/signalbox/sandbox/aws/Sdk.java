package io.signalbox.sandbox.aws;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

/** The real SDK's client, without its retries, and short words for what the tests ask of it. */
final class Sdk implements AutoCloseable {

    static final String ACCESS_KEY = "AKIDSANDBOX";
    private static final long TTL = 60;

    private final Route53Client client;
    private final String zone;

    Sdk(Route53 route53, HostedZone zone) {
        this.zone = zone.id();
        this.client = Route53Client.builder()
                .endpointOverride(route53.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "secret")))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    Route53Client client() {
        return client;
    }

    ChangeInfo change(Change... changes) {
        return client.changeResourceRecordSets(
                        request -> request.hostedZoneId(zone).changeBatch(batch -> batch.changes(changes)))
                .changeInfo();
    }

    List<ResourceRecordSet> records() {
        return client.listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone)).stream()
                .flatMap(page -> page.resourceRecordSets().stream())
                .toList();
    }

    static Change create(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set)
                .build();
    }

    static Change delete(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.DELETE)
                .resourceRecordSet(set)
                .build();
    }

    static Change upsert(ResourceRecordSet set) {
        return Change.builder()
                .action(ChangeAction.UPSERT)
                .resourceRecordSet(set)
                .build();
    }

    static ResourceRecordSet simple(String name, RRType type, String... values) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(TTL)
                .resourceRecords(Arrays.stream(values)
                        .map(value -> ResourceRecord.builder().value(value).build())
                        .toList())
                .build();
    }

    static ResourceRecordSet weighted(String name, String identifier, long weight, String... values) {
        return simple(name, RRType.A, values)
                .copy(set -> set.setIdentifier(identifier).weight(weight));
    }

    static ResourceRecordSet failover(
            String name, String identifier, ResourceRecordSetFailover role, String... values) {
        return simple(name, RRType.A, values)
                .copy(set -> set.setIdentifier(identifier).failover(role));
    }

    @Override
    public void close() {
        client.close();
    }
}
