package io.signalbox.contract.topology;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.AllowedAddresses;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, from where, and what may be done about it.
 *
 * @param cells at least one, names unique
 * @param vantages at least one, unique
 * @param references what a vantage checks to know whether its own network works; may be empty
 * @param services names unique
 * @param governor what limits all of them together
 * @param allowed where probes may go
 * @param digest of the text it was read from; equal digests mean equal topologies
 */
public record Topology(
        List<Cell> cells,
        List<VantageName> vantages,
        List<VantageReference> references,
        List<Service> services,
        GovernorSettings governor,
        AllowedAddresses allowed,
        String digest) {

    public Topology {
        cells = List.copyOf(cells);
        vantages = List.copyOf(vantages);
        references = List.copyOf(references);
        services = List.copyOf(services);
    }

    public Optional<Service> service(ServiceName name) {
        for (Service service : services) {
            if (service.name().equals(name)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    /** The roles of AWS that steps and signals name. */
    public Set<AwsRole> roles() {
        return services.stream()
                .flatMap(service -> Stream.concat(
                        Stream.of(service.dns())
                                .flatMap(dns -> Stream.of(
                                        dns.role(),
                                        dns.signal() == null
                                                ? null
                                                : dns.signal().role())),
                        service.plans().actions().map(Work.Act::role)))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The health checks of Route 53 that are made from this topology with a role; null for the credentials of the process. */
    public Set<String> healthCheckNames(@Nullable AwsRole role) {
        return services.stream()
                .filter(service -> Objects.equals(service.dns().role(), role))
                .flatMap(service -> service.sites().stream())
                .map(Site::healthCheck)
                .filter(Objects::nonNull)
                .filter(check -> !HealthCheckName.isId(check))
                .collect(Collectors.toUnmodifiableSet());
    }
}
