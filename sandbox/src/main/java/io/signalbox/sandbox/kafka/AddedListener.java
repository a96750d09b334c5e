package io.signalbox.sandbox.kafka;

import java.util.Map;

/** A listener of a broker besides those that every broker has. */
public interface AddedListener {

    /** In upper case. */
    String name();

    /** The advertised host name or address; must resolve to 127.0.0.1. */
    String host();

    /** Kafka's name of the protocol. */
    String protocol();

    /** The broker settings for this listener. */
    Map<String, String> settings();
}
