/** The public state of a service. */
@NullMarked
package io.signalbox.decision.core.status;

import org.jspecify.annotations.NullMarked;
