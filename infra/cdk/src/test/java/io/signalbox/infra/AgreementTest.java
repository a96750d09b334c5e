package io.signalbox.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.AsgScale;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SnsNotify;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of the infrastructure are those of the example's topology. The committed templates are read, so that no Node is needed. */
class AgreementTest {

    private static final Path ROOT = Path.of("../..");

    @ParameterizedTest
    @EnumSource
    void eachTemplateIsForARegionOfTheTopology(Example example) throws Exception {
        Set<String> regions = regions(example.topology(ROOT));

        assertThat(Template.of(example, ROOT)).isNotEmpty().allSatisfy(template -> {
            if (!template.region().isEmpty()) {
                assertThat(template.name()).endsWith("-" + template.region());
                assertThat(regions).contains(template.region());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachSiteThatIsARegionHasATemplate(Example example) throws Exception {
        List<Template> templates = Template.of(example, ROOT);
        boolean sameInAll = templates.stream()
                .anyMatch(template -> template.region().isEmpty()
                        && template.root().toString().contains("DeviceDomain"));

        assertThat(sites(example.topology(ROOT)).filter(AgreementTest::isRegion))
                .isNotEmpty()
                .allMatch(region -> sameInAll
                        || templates.stream()
                                .anyMatch(template -> template.region().equals(region)));
    }

    @Test
    void theDomainOfTheDevicesKnowsNoRegion() throws Exception {
        Template domain = Template.of(Example.IOT_CORE, ROOT).stream()
                .filter(template -> template.name().equals("iot-core-domain"))
                .findFirst()
                .orElseThrow();

        assertThat(domain.root().toString()).doesNotContain(regions(Example.IOT_CORE.topology(ROOT)));
        assertThat(domain.resources("AWS::IoT::DomainConfiguration")).hasSize(1);
        assertThat(domain.resources("AWS::IoT::Policy").map(JsonNode::toString))
                .allMatch(policy -> policy.contains(":client/signalbox-probe-*"));
    }

    @ParameterizedTest
    @EnumSource
    void whatAStepNamesIsMadeInItsRegion(Example example) throws Exception {
        List<Template> templates = Template.of(example, ROOT);

        assertThat(actions(example.topology(ROOT))).isNotEmpty().allSatisfy(action -> {
            switch (action) {
                case EcsScale scale -> {
                    assertThat(made(templates, scale.region(), "AWS::ECS::Cluster", "ClusterName"))
                            .contains(scale.cluster());
                    assertThat(made(templates, scale.region(), "AWS::ECS::Service", "ServiceName"))
                            .contains(scale.service());
                }
                case AsgScale scale ->
                    assertThat(made(
                                    templates,
                                    scale.region(),
                                    "AWS::AutoScaling::AutoScalingGroup",
                                    "AutoScalingGroupName"))
                            .contains(scale.group());
                case RdsPromote promote ->
                    assertThat(made(templates, promote.region(), "AWS::RDS::DBInstance", "DBInstanceIdentifier"))
                            .contains(promote.replica());
                case SnsNotify notify ->
                    assertThat(made(templates, notify.region(), "AWS::SNS::Topic", "TopicName")
                                    .map(name -> "arn:aws:sns:" + notify.region() + ":123456789012:" + name))
                            .contains(notify.topic());
                case SsmPut _ -> {}
                default -> throw new AssertionError("a step that no stack is known for: " + action);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void theNameOfTheServiceIsTheOneOfTheStacks(Example example) throws Exception {
        Service service = example.topology(ROOT).services().getFirst();
        List<String> names = List.of(service.hostname(), service.dns().zone());
        Set<String> parameters = Set.of("DomainName", "DeviceDomain", "ZoneName");

        List<String> given = Template.of(example, ROOT).stream()
                .flatMap(template -> template.root().path("Parameters").properties().stream())
                .filter(parameter -> parameters.contains(parameter.getKey()))
                .map(parameter -> parameter.getValue().path("Default").asText())
                .toList();
        assertThat(given).contains(service.hostname()).allSatisfy(name -> assertThat(names)
                .contains(name));
    }

    @ParameterizedTest
    @EnumSource
    void noStackHasWhatSignalboxChanges(Example example) throws Exception {
        Set<String> parameters = actions(example.topology(ROOT))
                .filter(SsmPut.class::isInstance)
                .map(action -> ((SsmPut) action).name())
                .collect(Collectors.toSet());

        assertThat(Template.of(example, ROOT)).allSatisfy(template -> {
            assertThat(template.texts("AWS::Route53::RecordSet", "Type"))
                    .as("only the delegation of a zone is a stack's")
                    .allMatch("NS"::equals);
            assertThat(template.resources("AWS::Route53::RecordSetGroup")).isEmpty();
            assertThat(template.texts("AWS::SSM::Parameter", "Name")).noneMatch(parameters::contains);
            assertThat(template.resources("AWS::ECS::Service")
                            .filter(service -> service.has("DesiredCount"))
                            .map(service -> service.path("ServiceName").asText()))
                    .as("only Signalbox's own have a fixed number of tasks")
                    .isSubsetOf("probe", "decision-1", "decision-2", "actuator");
            assertThat(template.resources("AWS::AutoScaling::AutoScalingGroup"))
                    .allMatch(group -> !group.has("DesiredCapacity"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noTwoResourcesOfARegionHaveTheSameName(Example example) throws Exception {
        Map<String, Long> names = Template.of(example, ROOT).stream()
                .filter(template -> !template.name().startsWith("roles-"))
                .flatMap(template -> template.named().map(name -> template.region() + " " + name))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(names).isNotEmpty();
        names.values().removeIf(count -> count == 1);
        assertThat(names).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void siteAddressesComeFromTheirStacks(Example example) throws Exception {
        List<Template> templates = Template.of(example, ROOT);

        assertThat(example.topology(ROOT).services().getFirst().sites()).allSatisfy(site -> {
            String region = isRegion(regionOf(site)) ? regionOf(site) : "";
            switch (site.address()) {
                case Address.Alias(String name, String _, boolean _) ->
                    assertThat(made(templates, region, "AWS::ElasticLoadBalancingV2::LoadBalancer", "Name"))
                            .anyMatch(balancer ->
                                    name.matches(balancer + "-\\d+\\." + region + "\\.elb\\.amazonaws\\.com"));
                case Address.CanonicalName(String name)
                when name.contains("vpc-lattice") ->
                    assertThat(made(templates, region, "AWS::VpcLattice::Service", "Name"))
                            .anyMatch(lattice -> name.startsWith(lattice + "-")
                                    && name.endsWith(".vpc-lattice-svcs." + region + ".on.aws"));
                // An endpoint of the account, which no stack makes.
                case Address.CanonicalName(String name) ->
                    assertThat(name).endsWith(".iot." + region + ".amazonaws.com");
                case Address.Addresses _ ->
                    assertThat(templates.stream()
                                    .filter(template -> region.isEmpty()
                                            ? template.name()
                                                    .contains(site.name().value())
                                            : template.region().equals(region))
                                    .flatMap(template -> template.root().path("Outputs").properties().stream())
                                    .filter(output -> output.getKey().startsWith("Address"))
                                    .map(output -> output.getValue().toString()))
                            .as("an elastic address for %s", site.name())
                            .anyMatch(output -> output.contains("PublicIp"));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void loadBalancersAskForThePathOfTheProbe(Example example) throws Exception {
        List<String> probed = example.topology(ROOT).services().getFirst().sites().stream()
                .flatMap(site -> site.probes().stream())
                .map(Probe::check)
                .filter(Check.Http.class::isInstance)
                .map(check -> ((Check.Http) check).path())
                .toList();

        assertThat(Template.of(example, ROOT).stream()
                        .filter(template -> !template.name().startsWith("signalbox-"))
                        .flatMap(template ->
                                template.texts("AWS::ElasticLoadBalancingV2::TargetGroup", "HealthCheckPath")))
                .allMatch(probed::contains);
    }

    private static Stream<String> made(List<Template> templates, String region, String type, String property) {
        return templates.stream()
                .filter(template -> template.region().equals(region))
                .flatMap(template -> template.texts(type, property));
    }

    private static Stream<Action> actions(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> Stream.concat(service.plans().actions().map(Work.Act::action), service.notices()));
    }

    /** All that have a site, a cell or a vantage in them, or something that a step changes. */
    private static Set<String> regions(Topology topology) {
        Stream<String> cells = topology.cells().stream().map(cell -> cell.name().value());
        Stream<String> vantages = topology.vantages().stream().map(vantage -> vantage.value());
        Stream<String> steps =
                actions(topology).flatMap(action -> action.needs().stream()).flatMap(need -> need.regions().stream());
        return Stream.of(sites(topology), cells, vantages, steps)
                .flatMap(Function.identity())
                .filter(AgreementTest::isRegion)
                .collect(Collectors.toSet());
    }

    /** The regions that sites are named after, or the availability zones. */
    private static Stream<String> sites(Topology topology) {
        return topology.services().stream()
                .flatMap(service -> service.sites().stream())
                .map(AgreementTest::regionOf);
    }

    private static String regionOf(Site site) {
        return site.name().value().replaceFirst("(?<=\\d)[a-f]$", "");
    }

    private static boolean isRegion(String name) {
        return name.matches("[a-z]+-[a-z]+-\\d");
    }
}
