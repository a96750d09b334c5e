package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.Reason;
import io.signalbox.sandbox.process.ServiceProcess.Ended;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.watch.NameWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A name from nothing to nothing, by the packaged actuator's commands and under the services' eyes. */
@ExtendWith(SharedStage.class)
@Tag("long")
class BootstrapIT {

    private static final String NAME = "shop.example.com";

    /** The services' topology with one more service, of which nothing exists yet, not even the health checks of its records. */
    private static String withShop(Stage stage) {
        String text = stage.world().topology().text();
        String orders = text.substring(text.indexOf("  orders:\n"));
        return text
                + orders.replace("orders", "shop")
                        .replace("routing: weighted", "routing: failover")
                        .replaceAll(".*lastResort.*\n", "")
                        .replaceAll("(name: (\\S+), priority: .*)}\n", "$1, healthCheck: shop-$2}\n");
    }

    private static long changes(Stage stage) {
        return stage.world().route53().calls().stream()
                .filter(call -> !call.batch().isEmpty())
                .count();
    }

    @Test
    void aNameIsShownMadeAdoptedServedAndGivenBack(Stage stage, @TempDir Path folder) throws IOException {
        String topology = withShop(stage);
        String file =
                Files.writeString(folder.resolve("topology.yaml"), topology).toString();
        long before = changes(stage);

        Ended plan = stage.world().bootstrap("plan", file);
        assertThat(plan.exitCode()).as(plan.output()).isEqualTo(2);
        assertThat(plan.output())
                .contains("shop (shop.example.com): create", "+ shop.example.com A us-west-2 SECONDARY", "orders (")
                .contains("+ health check shop-us-east-1 of us-east-1: HTTP")
                .contains("1 same, 2 create");
        assertThat(changes(stage)).isEqualTo(before);

        Ended apply = stage.world().bootstrap("apply", file);
        assertThat(apply.exitCode()).as(apply.output()).isZero();
        assertThat(stage.world().route53().healthChecks().ids()).hasSize(2);
        Ended nothing = stage.world().bootstrap("plan", file);
        assertThat(nothing.exitCode()).as(nothing.output()).isZero();

        try (var names = watch(stage)) {
            stage.world().topology().replace(topology);
            var shop = new DecisionApi(
                    stage.decision().uri(), stage.world().operator().token(), "shop");
            Stage.eventually().untilAsserted(() -> {
                assertThat(shop.status().phase()).isEqualTo("steady");
                assertThat(shop.status().fence()).isEqualTo(fence(stage));
                assertThat(shop.status().active()).isEqualTo(new SiteName(stage.home()));
            });
            stage.world().preferred().become(SiteMode.REFUSE);
            Stage.eventually().untilAsserted(() -> {
                assertThat(shop.status().active()).isEqualTo(new SiteName(stage.away()));
                assertThat(shop.status().phase()).isEqualTo("steady");
                assertThat(names.changes().getLast().addresses())
                        .containsExactly(stage.world().second().address());
            });
            givesBack(stage, shop, file);
            assertThat(names.changes().getLast().addresses())
                    .containsExactly(stage.world().second().address());
            assertThat(names.empty()).isZero();
        }
    }

    private static void givesBack(Stage stage, DecisionApi shop, String file) {
        stage.awaitSettledAt(stage.away());
        Ended asked = stage.world().bootstrap("destroy", file);
        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.output()).contains("give back", "--yes");
        assertThat(fence(stage)).isNotNull();

        Ended destroy = stage.world().bootstrap("destroy", onlyShop(file), "--yes");
        assertThat(destroy.exitCode()).as(destroy.output()).isZero();
        assertThat(NameWatch.fence(stage.world().nameServer().address(), NAME)).isEmpty();
        Stage.eventually().untilAsserted(() -> assertThat(shop.status().alarms())
                .extracting(Reason::code)
                .contains("fence-gone"));
    }

    /** The other service stays in Signalbox's hands. */
    private static String onlyShop(String file) {
        try {
            String text = Files.readString(Path.of(file));
            String shop = text.replaceFirst("(?s)  orders:\n.*?(?=  shop:\n)", "");
            return Files.writeString(Path.of(file).resolveSibling("shop.yaml"), shop)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fence fence(Stage stage) {
        return NameWatch.fence(stage.world().nameServer().address(), NAME).orElseThrow();
    }

    private static NameWatch watch(Stage stage) {
        return NameWatch.start(stage.world().nameServer().address(), NAME, Duration.ofMillis(20), _ -> {});
    }

    @Test
    void aTimeToLiveIsChangedUnderTheServicesAndTheyGoOn(Stage stage, @TempDir Path folder) throws IOException {
        String topology = stage.world().topology().text().replace("ttl: 60s", "ttl: 20s");
        String file =
                Files.writeString(folder.resolve("topology.yaml"), topology).toString();
        long epoch = stage.fence().epoch();
        stage.world().topology().replace(topology);
        Stage.eventually().untilAsserted(() -> assertThat(stage.status().topologyDigest())
                .isEqualTo(stage.world().topology().read().digest()));

        Ended apply = stage.world().bootstrap("apply", file);
        assertThat(apply.exitCode()).as(apply.output()).isZero();
        assertThat(apply.output()).contains("1 changed");

        Stage.eventually()
                .untilAsserted(() -> assertThat(stage.status().epoch()).isEqualTo(epoch + 1));
        assertThat(stage.fence().active()).isEqualTo(new SiteName(stage.home()));
        stage.world().preferred().become(SiteMode.REFUSE);
        stage.awaitSettledAt(stage.away());
    }
}
