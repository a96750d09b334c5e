package io.signalbox.sandbox.demo;

/** The events that the demonstration waits for and prints. */
enum Milestone {
    WORLD_UP("world up"),
    ADOPTED("adopted"),
    STEADY("steady"),
    KILLED("site killed"),
    FIRST_FAILURE("first failed observation"),
    QUORUM("quorum"),
    DECIDED("decision"),
    ACCEPTED("change accepted"),
    ANSWER("answer changed"),
    INSYNC("INSYNC"),
    REACHED("reached by name"),
    DONE("move done"),
    STALE_SENT("stale command sent"),
    STALE_REFUSED("refused by Route 53"),
    REPAIRED("site repaired"),
    RECOVERED("recovered");

    private final String text;

    Milestone(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
