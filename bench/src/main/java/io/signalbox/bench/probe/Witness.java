package io.signalbox.bench.probe;

/** A program that is asked. */
interface Witness extends AutoCloseable {

    String name();

    long pid();

    /** Forgets what it has said so far: something else happens from now on. */
    void anew();

    /** Listens for another second. */
    void listen();

    /** What it has come to say since. */
    Saying says(TroubledTarget target);

    @Override
    void close();
}
