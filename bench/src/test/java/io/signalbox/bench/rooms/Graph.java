package io.signalbox.bench.rooms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Who depends on whom, and the cycles of that: strongly connected components, found by Tarjan's algorithm. */
final class Graph {

    private final Map<String, Set<String>> edges;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<List<String>> cycles = new ArrayList<>();

    private Graph(Map<String, Set<String>> edges) {
        this.edges = edges;
    }

    /** The same for groups, without what is inside of one. */
    static Map<String, Set<String>> grouped(Map<String, Set<String>> edges, UnaryOperator<String> group) {
        Map<String, Set<String>> groups = new TreeMap<>();
        edges.forEach((from, all) -> {
            Set<String> known = groups.computeIfAbsent(group.apply(from), _ -> new TreeSet<>());
            all.stream()
                    .filter(edges::containsKey)
                    .map(group)
                    .filter(to -> !to.equals(group.apply(from)))
                    .forEach(known::add);
        });
        return groups;
    }

    /** All cycles, each in order of names. */
    static List<List<String>> cycles(Map<String, Set<String>> edges) {
        var graph = new Graph(edges);
        for (String node : edges.keySet()) {
            if (!graph.order.containsKey(node)) {
                graph.visit(node);
            }
        }
        return graph.cycles;
    }

    private void visit(String node) {
        int number = order.size();
        order.put(node, number);
        lowest.put(node, number);
        open.push(node);
        for (String next : edges.getOrDefault(node, Set.of())) {
            if (!edges.containsKey(next)) {
                continue;
            }
            if (!order.containsKey(next)) {
                visit(next);
                lowest.merge(node, lowest.get(next), Math::min);
            } else if (open.contains(next)) {
                lowest.merge(node, order.get(next), Math::min);
            }
        }
        if (lowest.get(node) == number) {
            close(node);
        }
    }

    private void close(String node) {
        var cycle = new TreeSet<String>();
        String last;
        do {
            last = open.pop();
            cycle.add(last);
        } while (!last.equals(node));
        if (cycle.size() > 1) {
            cycles.add(List.copyOf(cycle));
        }
    }
}
