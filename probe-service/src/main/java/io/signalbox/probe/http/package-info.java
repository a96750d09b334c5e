/** HTTP/1.1, as little of it as a health check needs. */
@NullMarked
package io.signalbox.probe.http;

import org.jspecify.annotations.NullMarked;
