/** HTTP checks: the parts of HTTP/1.1 and HTTP/2 that a health check needs. */
@NullMarked
package io.signalbox.probe.http;

import org.jspecify.annotations.NullMarked;
