package io.signalbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Verdict;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.sites.SiteMode;
import io.signalbox.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Secrets are used, in requests that succeed and in others, and none of them is written anywhere. */
@ExtendWith(SharedStage.class)
class SecretsIT {

    private static final String VARIABLE = "SANDBOX_KUBERNETES_TOKEN";
    /** The first line of a private key in PEM says the same for many keys, and so does the beginning of its value. */
    private static final int KEY_LINE = 2;

    private static final Duration POLL = Duration.ofMillis(500);

    /** By what they are. */
    private static Map<String, String> secrets(World world) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("the token of the operator", world.operator().token());
        secrets.put(
                "the secret of the peers",
                Files.readString(world.operator().peers()).strip());
        secrets.put(
                "the secret of the webhook and the token of the cluster",
                world.kubernetes().token());
        secrets.put("the secret key of AWS", World.SECRET);
        secrets.put(
                "the key that values are signed with",
                Files.readString(world.operator().restores()).strip());
        try (Stream<Path> files = Files.walk(world.directory())) {
            for (Path file : files.filter(each -> each.endsWith("tls.key")).toList()) {
                secrets.put(
                        "the private key of " + file, Files.readAllLines(file).get(KEY_LINE));
            }
        }
        return secrets;
    }

    @Test
    void noLogNoTopicAndNoAnswerHoldsASecret(Stage stage) throws Exception {
        World world = stage.world();
        stage.follow("""
            notify:
              - {on: [health], webhook: {url: "%s/${%s}"}}
              - {on: [health], webhook: {url: "http://127.0.0.1:1/${%s}?key=${%s}"}}
            """.formatted(world.hooks().uri(), VARIABLE, VARIABLE, VARIABLE));
        List<String> answers = misused(world);
        world.second().become(SiteMode.ERROR);
        Stage.eventually().untilAsserted(() -> assertThat(world.hooks().deliveries())
                .anySatisfy(delivery -> assertThat(delivery.path())
                        .isEqualTo("/" + world.kubernetes().token())));
        world.second().become(SiteMode.UP);
        Stage.eventually().untilAsserted(() -> assertThat(stage.verdicts()).containsOnly(Verdict.UP));

        Map<String, String> texts = logs(world);
        assertThat(texts).hasSizeGreaterThan(4).containsKey(stage.decision().name() + ".log");
        Map<String, String> records = records(world);
        assertThat(records).containsKeys("signalbox.journal", "signalbox.states", "signalbox.commands");
        texts.putAll(records);
        texts.put("the answers", String.join("\n", answers));
        texts.put("the service's state", get(stage.decision(), "/api/v1/services/" + world.service(), world));
        texts.put("the journal", get(stage.decision(), "/api/v1/journal", world));
        assertThat(texts.get("the journal")).contains(world.service());
        for (Map.Entry<String, String> secret : secrets(world).entrySet()) {
            assertThat(texts).allSatisfy((where, text) -> assertThat(text.contains(secret.getValue()))
                    .as("%s is in %s", secret.getKey(), where)
                    .isFalse());
        }
    }

    /** Sends the token where it does not belong. @return what is answered */
    private static List<String> misused(World world) throws IOException, InterruptedException {
        String token = world.operator().token();
        var answers = new ArrayList<String>();
        for (ServiceProcess process : world.processes()) {
            for (String target : List.of("/api/v1/services/orders", "/api/v1/nothing", "/api/v1/heartbeats/a/b/c")) {
                var request = HttpRequest.newBuilder(process.uri().resolve(target))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{"))
                        .build();
                answers.add(sent(request));
            }
        }
        return answers;
    }

    private static String get(ServiceProcess process, String path, World world)
            throws IOException, InterruptedException {
        URI uri = process.uri().resolve(path);
        return sent(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + world.operator().token())
                .build());
    }

    private static String sent(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.headers().map() + " " + response.body();
        }
    }

    private static Map<String, String> logs(World world) throws IOException {
        var logs = new LinkedHashMap<String, String>();
        try (Stream<Path> files = Files.list(world.directory())) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".log")).toList()) {
                logs.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return logs;
    }

    /** All records of each topic, with their keys. */
    private static Map<String, String> records(World world) {
        var texts = new LinkedHashMap<String, StringBuilder>();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", world.cell().broker().bootstrap());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List<PartitionInfo>::stream)
                    .filter(partition -> partition.topic().startsWith("signalbox."))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    texts.computeIfAbsent(record.topic(), _ -> new StringBuilder())
                            .append(text(record.key()))
                            .append(' ')
                            .append(text(record.value()))
                            .append('\n');
                }
            }
        }
        var all = new LinkedHashMap<String, String>();
        texts.forEach((topic, text) -> all.put(topic, text.toString()));
        return all;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
