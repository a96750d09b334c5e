package io.signalbox.actuator.core;

/**
 * A record set in the words of its provider, which ours have none for (another routing policy, an attached health check). It
 * can be deleted exactly as it was found, and that is all; its text describes it for a person.
 */
public interface ForeignRecord {

    /** As providers count it for their limits. */
    int elements();

    /** Of all its values. */
    int characters();
}
