/** Errors of the REST interface, in one format for all. */
@NullMarked
package io.signalbox.decision.problem;

import org.jspecify.annotations.NullMarked;
