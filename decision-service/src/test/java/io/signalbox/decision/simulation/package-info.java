/**
 * Whole worlds in virtual time around the real core: sites, vantages, cells with their Kafka, decisions and hands, one
 * DNS provider, and operators, all of them failing at random. One thread, one source of chance per seed: a seed is a
 * story that can be told again. {@link World} runs one, {@link Invariants} says what must hold after every event, and
 * {@link Soak} runs as many as there is time for.
 */
@NullMarked
package io.signalbox.decision.simulation;

import org.jspecify.annotations.NullMarked;
