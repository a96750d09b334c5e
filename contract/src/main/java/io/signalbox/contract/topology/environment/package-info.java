/** A topology that is put together from a base file and a small file for one environment. */
@NullMarked
package io.signalbox.contract.topology.environment;

import org.jspecify.annotations.NullMarked;
