package io.signalbox.actuator.watch;

import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Replies;
import io.signalbox.actuator.core.FenceReading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The joint answer of all name servers about one fence. */
sealed interface FenceSight {

    /** All have answered the same. */
    record Clear(FenceReading reading, String detail) implements FenceSight {}

    /** @param why stable, kebab-case */
    record Blurred(String why, String detail) implements FenceSight {}

    static FenceSight of(List<Replies> servers, Question question) {
        if (servers.isEmpty()) {
            return new Blurred("no-servers", "the zone's name servers are not known");
        }
        var byServer = new TreeMap<String, Object>();
        Set<List<String>> answers = new HashSet<>();
        boolean silent = false;
        for (Replies server : servers) {
            var reply = server.replies().get(question);
            byServer.put(server.server(), String.valueOf(reply));
            if (reply instanceof Answered(List<String> values)) {
                answers.add(values.stream().sorted().toList());
            } else {
                silent = true;
            }
        }
        String detail = question.name() + " " + question.type() + ": " + byServer;
        if (silent) {
            return new Blurred("no-answer", detail);
        }
        return answers.size() == 1
                ? new Clear(FenceReading.of(answers.iterator().next()), detail)
                : new Blurred("servers-disagree", detail);
    }
}
