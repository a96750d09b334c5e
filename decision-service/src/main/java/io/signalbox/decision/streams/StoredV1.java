package io.signalbox.decision.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.contract.topology.Step;

/**
 * Service states as they were stored when a move was one step. Such a plan becomes one of a single step, an operator's orders
 * move to the holds, and of the past nothing is remembered.
 */
final class StoredV1 {

    static final int VERSION = 1;

    private static final int NEXT = 2;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StoredV1() {}

    /** Turns a state of version 1 into one of version 2. What is missing in it stays missing, and is found by who reads it. */
    static ObjectNode converted(ObjectNode old) {
        ObjectNode state = old.deepCopy();
        state.put("v", NEXT);
        state.set("holds", holds(state));
        state.set("memory", nothing());
        if (state.get("phase") instanceof ObjectNode phase) {
            state.set("phase", phase(phase));
        }
        return state;
    }

    private static ObjectNode holds(ObjectNode state) {
        ObjectNode holds = JSON.objectNode();
        move(state, "override", holds);
        move(state, "freeze", holds);
        return holds;
    }

    private static ObjectNode nothing() {
        ObjectNode memory = JSON.objectNode();
        memory.set("penalties", JSON.objectNode());
        memory.set("previous", JSON.objectNode());
        memory.set("drillRuns", JSON.objectNode());
        memory.set("notices", JSON.arrayNode());
        return memory;
    }

    private static ObjectNode phase(ObjectNode phase) {
        return switch (phase.path("is").asText()) {
            case "awaiting-leave" -> phase.put("approvable", false);
            case "moving" -> moving(phase, false);
            case "proving" -> moving(phase, true);
            case "stuck" -> stuck(phase);
            default -> phase;
        };
    }

    private static ObjectNode moving(ObjectNode old, boolean accepted) {
        ObjectNode plan = plan(old);
        ObjectNode step = JSON.objectNode().put("is", "running");
        move(old, "attempt", step);
        step.put("failures", 0);
        step.put("failed", 0);
        copy(plan, "startedAt", step, "since");
        move(old, "askAgainAt", step);
        move(old, "lastDeadline", step);
        if (accepted) {
            // It was not kept. No attempt outlives its plan, and an accepted switch is not given up anyway.
            copy(plan, "deadline", step, "lastDeadline");
        }
        move(old, "token", step);
        move(plan, "expected", step);
        move(plan, "next", step);
        step.set("previous", JSON.objectNode());

        ObjectNode moving = JSON.objectNode().put("is", "moving");
        moving.set("progress", JSON.arrayNode().add(step));
        moving.put("accepted", accepted);
        copy(accepted ? old : plan, "times", moving, "times");
        moving.set("plan", plan);
        return moving;
    }

    private static ObjectNode stuck(ObjectNode old) {
        ObjectNode plan = plan(old);
        plan.remove("expected");
        plan.remove("next");
        ObjectNode step = JSON.objectNode().put("is", "failed").put("attempt", 0);
        step.set("previous", JSON.objectNode());
        copy(old, "reason", step, "why");
        old.set("plan", plan);
        old.set("progress", JSON.arrayNode().add(step));
        return old;
    }

    /** The plan as it was, its arguments now those of its only step. */
    private static ObjectNode plan(ObjectNode phase) {
        ObjectNode plan = phase.path("plan") instanceof ObjectNode given ? given.deepCopy() : JSON.objectNode();
        String kind = plan.path("arguments").path("kind").asText();
        ObjectNode task = JSON.objectNode().put("does", kind.equals("dns-adopt") ? "adopt" : "switch");
        move(plan, "arguments", task);
        ObjectNode step = JSON.objectNode().put("name", kind).put("stage", 0);
        step.set("task", task);
        step.put("deadline", Step.DEADLINE.toString());
        step.put("onFailure", Step.OnFailure.ABORT.name());
        ArrayNode steps = JSON.arrayNode().add(step);
        plan.set("steps", steps);
        return plan;
    }

    private static void move(ObjectNode from, String name, ObjectNode to) {
        copy(from, name, to, name);
        from.remove(name);
    }

    private static void copy(ObjectNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.get(name);
        if (value != null) {
            to.set(as, value);
        }
    }
}
