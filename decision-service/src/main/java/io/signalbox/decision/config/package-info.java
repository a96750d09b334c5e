/** Settings of the service, and the topology file that it follows. */
@NullMarked
package io.signalbox.decision.config;

import org.jspecify.annotations.NullMarked;
