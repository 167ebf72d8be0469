#include "cli/signals.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

/* a handler's word to all workers: sig_atomic_t is for its own thread only */
static atomic_int caught;

/* A stage that cannot be told to stop (a very long call) shall not keep its
   user waiting. What is half written lies under a temporary name, and goes
   with the next run. */
enum { PATIENCE_S = 4 };

static void note(int number)
{
    caught = number;
    alarm(PATIENCE_S);
}

static void give_up(int number)
{
    (void)number;
    _exit(128 + caught);
}

void cad_signals_catch(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction was;
        if (!sigaction(ends[i], NULL, &was) && was.sa_handler != SIG_IGN)
            sigaction(ends[i], &action, NULL); /* nohup stays nohup */
    }
    action.sa_handler = give_up;
    sigaction(SIGALRM, &action, NULL);
    action.sa_handler = SIG_IGN; /* a closed pipe is a failed write; */
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action, NULL); /* so is a file grown too large */
}

int cad_signals_caught(void)
{
    return caught;
}

bool cad_signals_stop(void *unused)
{
    (void)unused;
    return caught != 0;
}
