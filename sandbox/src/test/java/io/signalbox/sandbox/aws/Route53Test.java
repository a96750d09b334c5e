package io.signalbox.sandbox.aws;

import static io.signalbox.sandbox.aws.Sdk.create;
import static io.signalbox.sandbox.aws.Sdk.delete;
import static io.signalbox.sandbox.aws.Sdk.simple;
import static io.signalbox.sandbox.aws.Sdk.upsert;
import static io.signalbox.sandbox.aws.Sdk.weighted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

class Route53Test {

    private static final String NAME = "orders.example.com.";

    private Route53 route53;
    private HostedZone zone;
    private Sdk sdk;

    @BeforeEach
    void start() {
        route53 = Route53.start(Pace.INSTANT);
        zone = route53.createZone("example.com");
        sdk = new Sdk(route53, zone);
    }

    @AfterEach
    void stop() {
        sdk.close();
        route53.close();
    }

    @Test
    void appliesABatchWholeOrNotAtAll() {
        var one = simple("one.example.com", RRType.A, "192.0.2.1");
        sdk.change(create(one));
        var two = simple("two.example.com", RRType.A, "192.0.2.2");
        assertRefused(
                "Tried to create resource record set [name='one.example.com.', type='A'] but it already exists",
                create(two),
                create(one));
        assertThat(sdk.records()).extracting(ResourceRecordSet::name).doesNotContain("two.example.com.");
    }

    @Test
    void namesEveryRefusedChangeOfABatch() {
        var batch = new Change[] {
            delete(simple("a.example.com", RRType.A, "192.0.2.1")),
            delete(weighted("b.example.com", "east", 1, "192.0.2.1"))
        };
        assertRefused(
                "[Tried to delete resource record set [name='a.example.com.', type='A'] but it was not found, "
                        + "Tried to delete resource record set [name='b.example.com.', type='A', "
                        + "set-identifier='east'] but it was not found]",
                batch);
    }

    @Test
    void deletesOnlyWhatIsNamedInEveryPart() {
        var set = weighted(NAME, "east", 100, "192.0.2.1", "192.0.2.2");
        sdk.change(create(set));
        String mismatch = "but the values provided do not match the current values";
        assertRefused(mismatch, delete(set.copy(other -> other.ttl(61L))));
        assertRefused(mismatch, delete(set.copy(other -> other.weight(99L))));
        assertRefused(mismatch, delete(weighted(NAME, "east", 100, "192.0.2.1")));
        assertRefused(mismatch, delete(weighted(NAME, "east", 100, "192.0.2.1", "192.0.2.3")));
        assertRefused("but it was not found", delete(set.copy(other -> other.setIdentifier("west"))));
        sdk.change(delete(weighted(NAME, "east", 100, "192.0.2.2", "192.0.2.1")));
        assertThat(sdk.records()).extracting(ResourceRecordSet::name).doesNotContain(NAME);
    }

    @Test
    void deletesAnAliasOnlyWhenItsTargetMatches() {
        var set = alias("a.us-east-1.elb.amazonaws.com", false);
        sdk.change(create(set));
        String mismatch = "but the values provided do not match the current values";
        assertRefused(mismatch, delete(alias("b.us-east-1.elb.amazonaws.com", false)));
        assertRefused(mismatch, delete(alias("a.us-east-1.elb.amazonaws.com", true)));
        sdk.change(delete(set));
        assertThat(sdk.records()).hasSize(2);
    }

    @Test
    void losesAllChangesSinceASnapshot() {
        var first = simple(NAME, RRType.A, "192.0.2.1");
        var second = simple(NAME, RRType.A, "192.0.2.2");
        sdk.change(create(first));
        zone.remember("before");
        String change = sdk.change(delete(first), create(second)).id();

        zone.rollBack("before");

        assertThat(sdk.records()).contains(first).doesNotContain(second);
        assertThat(zone.published().named(NAME)).hasSize(1);
        assertThat(zone.change(change.substring(change.lastIndexOf('/') + 1))).isEmpty();
        sdk.change(delete(first), create(second));
    }

    @Test
    void anotherHandRemovesRecordsAtOnce() {
        sdk.change(create(simple("_signalbox." + NAME, RRType.TXT, "\"v=1 epoch=1\"")));

        assertThat(zone.remove("_signalbox." + NAME, "TXT")).isTrue();

        assertThat(zone.remove("_signalbox." + NAME, "TXT")).isFalse();
        assertThat(zone.published().named("_signalbox." + NAME)).isEmpty();
    }

    @Test
    void swapsATextByItsExactOldValue() {
        var first = simple("_signalbox." + NAME, RRType.TXT, "\"v=1 epoch=1\"");
        var second = simple("_signalbox." + NAME, RRType.TXT, "\"v=1 epoch=2\"");
        sdk.change(create(first));
        sdk.change(delete(first), create(second));
        assertRefused("do not match the current values", delete(first), create(second));
        assertThat(sdk.records()).contains(second);
    }

    @Test
    void upsertsWhatIsThereAndWhatIsNot() {
        sdk.change(upsert(simple(NAME, RRType.A, "192.0.2.1")));
        sdk.change(upsert(simple(NAME, RRType.A, "192.0.2.2")));
        assertThat(sdk.records()).contains(simple(NAME, RRType.A, "192.0.2.2"));
    }

    @Test
    void refusesTwoRoutingPoliciesUnderOneNameAndType() {
        sdk.change(create(simple(NAME, RRType.A, "192.0.2.1")));
        assertRefused("a non-weighted set exists", create(weighted(NAME, "east", 1, "192.0.2.1")));
        sdk.change(delete(simple(NAME, RRType.A, "192.0.2.1")), create(weighted(NAME, "east", 1, "192.0.2.1")));
        assertRefused("other RRSets exist with the same name and type", create(simple(NAME, RRType.A, "192.0.2.1")));
        assertRefused(
                "weighted sets must contain the same TTL",
                create(weighted(NAME, "west", 1, "192.0.2.2").copy(set -> set.ttl(5L))));
    }

    @Test
    void refusesACanonicalNameBesideAnythingElse() {
        sdk.change(create(simple(NAME, RRType.A, "192.0.2.1")));
        assertRefused("conflicts with other records", create(simple(NAME, RRType.CNAME, "other.example.net")));
        sdk.change(
                delete(simple(NAME, RRType.A, "192.0.2.1")), create(simple(NAME, RRType.CNAME, "other.example.net")));
        assertRefused("conflicting RRSet of type CNAME", create(simple(NAME, RRType.AAAA, "2001:db8::1")));
        assertRefused("not permitted at apex", create(simple("example.com", RRType.CNAME, "other.example.net")));
    }

    @Test
    void refusesValuesThatDnsCannotCarry() {
        assertRefused("not a valid IPv4 address", create(simple(NAME, RRType.A, "192.0.2.256")));
        assertRefused("not a valid IPv6 address", create(simple(NAME, RRType.AAAA, "192.0.2.1")));
        assertRefused("enclosed in quotation marks", create(simple(NAME, RRType.TXT, "bare")));
        assertRefused("Value is too long", create(simple(NAME, RRType.TXT, '"' + "x".repeat(256) + '"')));
        assertRefused("Duplicate Resource Record", create(simple(NAME, RRType.A, "192.0.2.1", "192.0.2.1")));
        assertRefused("is not permitted in zone", create(simple("orders.example.net", RRType.A, "192.0.2.1")));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 256})
    void refusesAWeightOutsideOfItsRange(long weight) {
        assertThatThrownBy(() -> sdk.change(create(weighted(NAME, "east", weight, "192.0.2.1"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("weight");
    }

    @Test
    void refusesHalfARoutingPolicyAndAMissingTtl() {
        var weightOnly = simple(NAME, RRType.A, "192.0.2.1").copy(set -> set.weight(1L));
        var identifierOnly = simple(NAME, RRType.A, "192.0.2.1").copy(set -> set.setIdentifier("east"));
        var noTtl = simple(NAME, RRType.A, "192.0.2.1").copy(set -> set.ttl(null));
        assertThatThrownBy(() -> sdk.change(create(weightOnly))).hasMessageContaining("SetIdentifier");
        assertThatThrownBy(() -> sdk.change(create(identifierOnly))).hasMessageContaining("Weight");
        assertThatThrownBy(() -> sdk.change(create(noTtl))).hasMessageContaining("TTL");
    }

    @Test
    void countsAnUpsertTwiceAgainstTheLimitOfOneRequest() {
        var most = IntStream.range(0, 501)
                .mapToObj(i -> simple("n" + i + ".example.com", RRType.A, "192.0.2.1"))
                .toList();
        assertThatThrownBy(() -> sdk.change(most.stream().map(Sdk::upsert).toArray(Change[]::new)))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining("limit of 1000");
        sdk.change(most.stream().map(Sdk::create).toArray(Change[]::new));
        assertThat(sdk.records()).hasSize(503);
    }

    @Test
    void listsPageByPageInOrderOfReversedNames() {
        sdk.change(
                create(simple("b.example.com", RRType.A, "192.0.2.1")),
                create(simple("z.a.example.com", RRType.A, "192.0.2.1")),
                create(weighted("c.example.com", "two", 1, "192.0.2.2")),
                create(weighted("c.example.com", "one", 1, "192.0.2.1")));
        var names = sdk
                .client()
                .listResourceRecordSetsPaginator(
                        request -> request.hostedZoneId(zone.id()).maxItems("2"))
                .stream()
                .flatMap(page -> page.resourceRecordSets().stream())
                .map(set -> set.name() + " " + set.typeAsString() + " " + set.setIdentifier())
                .toList();
        assertThat(names)
                .containsExactly(
                        "example.com. NS null",
                        "example.com. SOA null",
                        "z.a.example.com. A null",
                        "b.example.com. A null",
                        "c.example.com. A one",
                        "c.example.com. A two");
        var one = sdk.client().listResourceRecordSets(request -> request.hostedZoneId(zone.id())
                .startRecordName("c.example.com")
                .startRecordType(RRType.A)
                .startRecordIdentifier("two")
                .maxItems("1"));
        assertThat(one.resourceRecordSets())
                .extracting(ResourceRecordSet::setIdentifier)
                .containsExactly("two");
        assertThat(one.isTruncated()).isFalse();
    }

    @Test
    void findsItsZonesByNameAndById() {
        var byName = sdk.client()
                .listHostedZonesByName(request -> request.dnsName("example.com").maxItems("1"));
        assertThat(byName.hostedZones()).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo("/hostedzone/" + zone.id());
            assertThat(found.name()).isEqualTo("example.com.");
        });
        assertThat(sdk.client().listHostedZones().hostedZones()).hasSize(1);
        assertThat(sdk.client()
                        .getHostedZone(request -> request.id(zone.id()))
                        .delegationSet()
                        .nameServers())
                .hasSize(1);
        assertThatThrownBy(() -> sdk.client().getHostedZone(request -> request.id("Z0NONE")))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    @Test
    void answersAPathThatNoDocumentCanHoldWithADocument() {
        for (String id : new String[] {"Z\u0001", "Z\u0000\uFFFF", "<&>", "%zz", "\uD83D\uDE00"}) {
            assertThatThrownBy(() -> sdk.client().getHostedZone(request -> request.id(id)))
                    .as(id)
                    .isInstanceOf(NoSuchHostedZoneException.class);
        }
    }

    @Test
    void auditsEveryNameThatIsLeftWithoutAnAnswer() {
        sdk.change(create(weighted(NAME, "east", 100, "192.0.2.1")));
        sdk.change(delete(weighted(NAME, "east", 100, "192.0.2.1")), create(weighted(NAME, "west", 100, "192.0.2.2")));
        assertThat(route53.audit().violations()).isEmpty();
        sdk.change(delete(weighted(NAME, "west", 100, "192.0.2.2")));
        assertThat(route53.audit().violations()).singleElement().asString().contains(NAME);
    }

    @Test
    void logsWhoAskedForWhat() {
        var info = sdk.change(create(simple(NAME, RRType.A, "192.0.2.1")));
        var call = route53.calls().getLast();
        assertThat(call.accepted()).isTrue();
        assertThat(call.accessKey()).isEqualTo(Sdk.ACCESS_KEY);
        assertThat(info.id()).endsWith(call.result());
        assertThat(call.batch())
                .singleElement()
                .satisfies(change -> assertThat(change.set().name()).isEqualTo(NAME));
    }

    @Test
    void refusesAnAliasWhoseTargetDoesNotExist() {
        route53.aliasTargets().remove("gone.us-east-1.elb.amazonaws.com");

        assertRefused(
                "Tried to create an alias that targets gone.us-east-1.elb.amazonaws.com., type A in zone Z35SXDOTRQ7X7K,"
                        + " but that target was not found",
                create(alias("gone.us-east-1.elb.amazonaws.com", false)));
    }

    @Test
    void refusesAnAliasWhoseTargetIsInAnotherZone() {
        assertRefused(
                "but the alias target name does not lie within the target zone",
                create(alias("a.us-west-2.elb.amazonaws.com", false)));
    }

    @Test
    void acceptsAnAliasWithinItsOwnZoneOnlyIfTheTargetExists() {
        var within = alias("target.example.com", false)
                .copy(set -> set.aliasTarget(to ->
                        to.dnsName("target.example.com").hostedZoneId(zone.id()).evaluateTargetHealth(false)));
        assertRefused("but that target was not found", create(within));

        sdk.change(create(within), create(simple("target.example.com", RRType.A, "192.0.2.1")));
    }

    @Test
    void aDeniedNameDeniesTheWholeBatchAndIsNotNamed() {
        route53.deny("b.example.com");

        assertThatThrownBy(() -> sdk.change(
                        create(simple("a.example.com", RRType.A, "192.0.2.1")),
                        create(simple("b.example.com", RRType.A, "192.0.2.1"))))
                .isInstanceOfSatisfying(Route53Exception.class, denied -> {
                    assertThat(denied.statusCode()).isEqualTo(403);
                    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                })
                .hasMessageNotContaining("b.example.com");
        sdk.change(create(simple("a.example.com", RRType.A, "192.0.2.1")));
    }

    @Test
    void aDeletedZoneIsNotFound() {
        route53.deleteZone(zone);

        assertThatThrownBy(() -> sdk.change(create(simple(NAME, RRType.A, "192.0.2.1"))))
                .isInstanceOf(NoSuchHostedZoneException.class);
    }

    private static ResourceRecordSet alias(String target, boolean evaluate) {
        return ResourceRecordSet.builder()
                .name(NAME)
                .type(RRType.A)
                .aliasTarget(
                        to -> to.dnsName(target).hostedZoneId("Z35SXDOTRQ7X7K").evaluateTargetHealth(evaluate))
                .build();
    }

    private void assertRefused(String why, Change... changes) {
        assertThatThrownBy(() -> sdk.change(changes))
                .isInstanceOf(InvalidChangeBatchException.class)
                .hasMessageContaining(why);
    }
}
