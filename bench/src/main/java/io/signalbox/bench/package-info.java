/** Benchmarks. Each main prints its figures and ends with a RESULT line for programs. */
@NullMarked
package io.signalbox.bench;

import org.jspecify.annotations.NullMarked;
