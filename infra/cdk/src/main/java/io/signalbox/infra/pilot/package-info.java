/** The stacks of examples/pilot-light. */
@NullMarked
package io.signalbox.infra.pilot;

import org.jspecify.annotations.NullMarked;
