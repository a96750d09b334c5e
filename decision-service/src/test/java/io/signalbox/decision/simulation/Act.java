package io.signalbox.decision.simulation;

/** What an actor does. Sites, vantages, provider and cells are mended after it. */
interface Act {

    void play(Stage stage);
}
