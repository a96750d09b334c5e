package io.signalbox.actuator.core;

/**
 * A record set that Signalbox cannot express (another routing policy, an attached health check). It can only be deleted
 * exactly as it was found; its text describes it for a person.
 */
public interface ForeignRecord {

    /** Its number of elements, as providers count for their limits. */
    int elements();

    /** The characters of all its values. */
    int characters();
}
