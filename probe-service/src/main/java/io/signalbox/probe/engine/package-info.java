/** Checks and references at work on event loops. */
@NullMarked
package io.signalbox.probe.engine;

import org.jspecify.annotations.NullMarked;
