/** The stacks of examples/iot-core. */
@NullMarked
package io.signalbox.infra.iot;

import org.jspecify.annotations.NullMarked;
