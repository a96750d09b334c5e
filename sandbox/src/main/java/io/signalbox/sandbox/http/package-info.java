/** The HTTP server behind every endpoint of the sandbox. */
@NullMarked
package io.signalbox.sandbox.http;

import org.jspecify.annotations.NullMarked;
