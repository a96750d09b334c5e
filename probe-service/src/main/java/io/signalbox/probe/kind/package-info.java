/** The kinds of checks: how a check of the topology becomes a checker. */
@NullMarked
package io.signalbox.probe.kind;

import org.jspecify.annotations.NullMarked;
