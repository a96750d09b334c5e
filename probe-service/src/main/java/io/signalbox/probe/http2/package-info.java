/** One exchange over HTTP/2, as much of it as a health check needs. */
@NullMarked
package io.signalbox.probe.http2;

import org.jspecify.annotations.NullMarked;
