package io.signalbox.contract.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Yaml;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A topology whose fences may outgrow what a TXT record is written with is refused. */
class FenceSizeTest {

    private static final List<String> REGIONS =
            List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1");

    private static String topology(List<String> cells, List<String> sites) {
        return Yaml.VALID
                .replaceFirst(
                        "cells: .*",
                        cells.stream()
                                .map(cell -> "{name: " + cell + ", bootstrap: \"kafka.example.com:9092\"}")
                                .collect(Collectors.joining(", ", "cells: [", "]")))
                .replaceFirst("(?m)^ +- \\{name: us-east-1.*\\n.*\\n", sites(sites));
    }

    private static String sites(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(number -> "      - {name: " + names.get(number) + ", priority: " + (number + 1)
                        + ", address: {ipv4: [192.0.2." + (number + 10) + "]}}\n")
                .collect(Collectors.joining());
    }

    @Test
    void threeCellsAndSixSitesWithUsualNamesFit() {
        Topology topology = Yaml.topology(topology(REGIONS.subList(0, 3), REGIONS));
        FenceSize size = FenceSize.of(
                topology.services().getFirst(),
                topology.cells().stream().map(Cell::name).toList());
        assertThat(size.total()).isBetween(750, Fence.LONGEST_TEXT);
        assertThat(size.roomForHolds()).isGreaterThan(size.holds());
    }

    @Test
    void sitesWithTheLongestNamesDoNot() {
        List<String> long63 = IntStream.range(0, 6)
                .mapToObj(number -> "s".repeat(62) + number)
                .toList();
        assertThat(Yaml.problems(topology(REGIONS.subList(0, 3), long63)))
                .singleElement()
                .asString()
                .contains("services.orders: expected a fence of at most " + Fence.LONGEST_TEXT + " bytes, got up to ")
                .contains(" for the holds of all cells, ")
                .contains(" for the marks of all sites, ")
                .endsWith("; use fewer cells and sites, or shorter names");
    }

    @Test
    void thereIsRoomForTheMarksOfAllSitesButOneAtOnce() {
        Service service = Yaml.topology(topology(REGIONS.subList(0, 1), REGIONS))
                .services()
                .getFirst();
        int marks = FenceSize.of(service, List.of(new CellName("a"))).marks();
        Marks stale = Marks.NONE;
        for (Site site : service.sites().subList(1, REGIONS.size())) {
            stale = stale.stale(site.name(), Fence.LARGEST_EPOCH);
        }
        Fence bare = Fence.settled(1, service.preferred().name(), "m1-1", new CellName("a"));
        assertThat(bare.marking(stale).text().length() - bare.text().length()).isLessThanOrEqualTo(marks);
    }

    @Test
    void manyCellsDoNotEither() {
        List<String> cells =
                IntStream.range('a', 's').mapToObj(Character::toString).toList();
        assertThat(Yaml.problems(topology(cells, REGIONS.subList(0, 2))))
                .singleElement()
                .asString()
                .contains("expected at most " + Fence.LONGEST_HOLD + " bytes of the fence for the holds of all cells");
    }

    @Test
    void aLongerNameOfACellCountsForEachKindOfHold() {
        Service service = Yaml.topology(Yaml.VALID).services().getFirst();
        int some = FenceSize.of(service, List.of(new CellName("a"))).holds();
        assertThat(FenceSize.of(service, List.of(new CellName("abc"))).holds()).isEqualTo(some + 4);
    }
}
