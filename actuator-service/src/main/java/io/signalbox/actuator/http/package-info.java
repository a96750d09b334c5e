/** HTTP/1.1 to addresses that were judged: what the adapters of this service share that call servers named by a topology. */
@NullMarked
package io.signalbox.actuator.http;

import org.jspecify.annotations.NullMarked;
