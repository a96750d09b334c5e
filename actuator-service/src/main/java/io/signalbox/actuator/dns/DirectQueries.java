package io.signalbox.actuator.dns;

import io.signalbox.actuator.core.AuthoritativeServers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Queries each server directly, with one virtual thread per question. */
public final class DirectQueries implements AuthoritativeServers, AutoCloseable {

    /** Over UDP and then again over TCP, so that both fit into {@link AuthoritativeServers#LIMIT}. */
    private static final Duration TIMEOUT = LIMIT.dividedBy(2);

    private final NameServers servers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public DirectQueries(NameServers servers) {
        this.servers = servers;
    }

    @Override
    public List<Replies> ask(String zone, List<Question> questions) {
        var asked = new ArrayList<Asked>();
        NameServers.Found found = servers.of(zone);
        if (!found.trouble().isEmpty()) {
            return List.of(unknown(zone, questions, found.trouble()));
        }
        for (InetSocketAddress server : found.servers()) {
            for (Question question : questions) {
                asked.add(new Asked(
                        name(server),
                        question,
                        threads.submit(() -> Query.ask(server, question, TIMEOUT, found.resolvers()))));
            }
        }
        Map<String, Map<Question, Reply>> replies = new HashMap<>();
        asked.forEach(each ->
                replies.computeIfAbsent(each.server(), _ -> new HashMap<>()).put(each.question(), each.reply()));
        return replies.entrySet().stream()
                .map(server -> new Replies(server.getKey(), server.getValue(), found.resolvers()))
                .toList();
    }

    /** The reply says why no server could be queried. */
    private static Replies unknown(String zone, List<Question> questions, String trouble) {
        var reply = new NotAnswered("its name servers are not known: " + trouble);
        return new Replies(
                "zone " + zone,
                questions.stream().distinct().collect(Collectors.toMap(question -> question, _ -> reply)));
    }

    private record Asked(String server, Question question, Future<Reply> future) {

        Reply reply() {
            try {
                return future.get();
            } catch (ExecutionException e) {
                return new NotAnswered(String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new NotAnswered("interrupted");
            }
        }
    }

    private static String name(InetSocketAddress server) {
        return server.getAddress().getHostAddress() + ":" + server.getPort();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
