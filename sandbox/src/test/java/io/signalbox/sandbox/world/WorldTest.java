package io.signalbox.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.contract.topology.VantageReference;
import io.signalbox.sandbox.control.ControlApi;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.watch.NameWatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 20_000;

    private static World world;
    private static ControlApi control;

    @BeforeAll
    static void start() {
        world = World.start(WorldPlan.DEMO.withVantages(0).withDecisions(0).withActuators(0));
        control = ControlApi.start(world);
    }

    @AfterAll
    static void stop() {
        control.close();
        world.close();
        world.erase();
        assertThat(Files.exists(world.directory())).isFalse();
    }

    @Test
    void hasLiveRecordsOfThePreferredSiteAndNoFence() {
        try (var names =
                NameWatch.start(world.nameServer().address(), world.hostname(), Duration.ofMillis(5), _ -> {})) {
            await().until(() -> names.queries() > 20);
            assertThat(names.changes()).singleElement().satisfies(answer -> assertThat(answer.addresses())
                    .containsExactly(world.preferred().address()));
            assertThat(names.empty()).isZero();
        }
        assertThat(NameWatch.fence(world.nameServer().address(), world.hostname()))
                .isEmpty();
    }

    @Test
    void givesAllServicesATopologyThatTheyCanRead() {
        var topology = world.topology().read();
        assertThat(topology.vantages()).hasSize(3);
        assertThat(topology.references()).hasSize(2);
        assertThat(topology.cells()).singleElement().satisfies(cell -> assertThat(cell.bootstrap())
                .isEqualTo(world.cell().broker().bootstrap()));
        assertThat(world.topology().service().preferred().name().value())
                .isEqualTo(world.preferred().name());
    }

    @Test
    void cutsOneVantageOffFromSitesAndReferences() throws IOException {
        var vantage = world.vantage("eu-west-1");
        var other = world.vantage("us-west-2");
        world.cut(vantage);
        for (var target : targets()) {
            assertThat(reaches(target, vantage, SHORT_MILLIS)).isFalse();
            assertThat(reaches(target, other, LONG_MILLIS)).isTrue();
        }
        world.restore(vantage);
        for (var target : targets()) {
            assertThat(reaches(target, vantage, LONG_MILLIS)).isTrue();
        }
    }

    private static List<InetSocketAddress> targets() {
        var accepting = (VantageReference.How.Accepts)
                world.topology().read().references().getFirst().how();
        var reference = accepting.at();
        var site = world.second().uri();
        return List.of(
                new InetSocketAddress(reference.host(), reference.port()),
                new InetSocketAddress(site.getHost(), site.getPort()));
    }

    private static boolean reaches(InetSocketAddress target, Vantage from, int millis) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(from.sourceAddress(), 0));
            socket.connect(target, millis);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void isBrokenAndRepairedOverHttp() throws Exception {
        String site = "/sites/" + world.second().name() + "/";
        assertThat(post(site + "error").body()).contains("is now error");
        assertThat(world.second().mode()).isEqualTo(SiteMode.ERROR);
        assertThat(post(site + "up").statusCode()).isEqualTo(200);
        assertThat(world.second().mode()).isEqualTo(SiteMode.UP);

        assertThat(post("/vantages/us-east-1/cut").statusCode()).isEqualTo(200);
        assertThat(reaches(targets().getFirst(), world.vantage("us-east-1"), SHORT_MILLIS))
                .isFalse();
        assertThat(post("/vantages/us-east-1/restore").statusCode()).isEqualTo(200);
        assertThat(reaches(targets().getFirst(), world.vantage("us-east-1"), LONG_MILLIS))
                .isTrue();

        assertThat(post("/kafka/stop").statusCode()).isEqualTo(200);
        assertThat(world.cell().broker().running()).isFalse();
        assertThat(post("/kafka/start").statusCode()).isEqualTo(200);
        world.cell().broker().awaitReady();

        assertThat(post("/hooks/fail-1").body()).contains("answered with 503");
        assertThat(tell("first")).isEqualTo(503);
        assertThat(tell("second")).isEqualTo(204);
        assertThat(send(HttpRequest.newBuilder(URI.create(control.uri() + "/hooks")))
                        .body())
                .contains("not taken first")
                .contains("taken second");

        assertThat(post("/zone/snapshot/a").statusCode()).isEqualTo(200);
        assertThat(post("/zone/rollback/a").body()).contains("snapshot a");
        assertThat(post("/fence/delete").body()).contains("there is no _signalbox." + world.hostname());

        for (String unknown : List.of(
                site + "dead",
                "/sites/none/up",
                "/vantages/us-east-1/kill",
                "/kafka/pause",
                "/hooks/fail-0",
                "/hooks",
                "/zone/rollback/never",
                "/zone/forget/a",
                "/fence/create",
                "/")) {
            var answer = post(unknown);
            assertThat(answer.statusCode()).as(unknown).isEqualTo(400);
            assertThat(answer.body()).contains("POST /sites/");
        }
    }

    @Test
    void tellsWhatIsWhereAndWhatCanBeTyped() throws Exception {
        var guide =
                send(HttpRequest.newBuilder(URI.create(control.uri() + "/"))).body();
        assertThat(guide)
                .contains(world.preferred().uri().toString())
                .contains("dig @127.0.0.1 -p " + world.nameServer().address().getPort() + " " + world.hostname())
                .contains("/sites/" + world.preferred().name() + "/refuse");
    }

    private static int tell(String what) throws Exception {
        var hook = HttpRequest.newBuilder(URI.create(world.hooks().uri() + "/orders"));
        return send(hook.POST(HttpRequest.BodyPublishers.ofString(what))).statusCode();
    }

    private static HttpResponse<String> post(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(control.uri() + path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
