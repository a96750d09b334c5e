/** Runs checks and reference checks on event loops. */
@NullMarked
package io.signalbox.probe.engine;

import org.jspecify.annotations.NullMarked;
