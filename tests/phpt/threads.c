/* Starts PHP once and runs a script in several threads at the same time, each a few times: as thread-safe servers do. */
#include <pthread.h>
#include <sapi/embed/php_embed.h>

#define THREADS 4
#define REQUESTS 10

static const char *path;

static void *serve(void *unused) {
    (void)ts_resource(0);
    for (int request = 0; request < REQUESTS; request++) {
        if (php_request_startup() == FAILURE) {
            return "a request did not start";
        }
        zend_first_try {
            zend_file_handle script;
            zend_stream_init_filename(&script, path);
            php_execute_script(&script);
            zend_destroy_file_handle(&script);
        } zend_end_try();
        php_request_shutdown(NULL);
    }
    ts_free_thread();
    return NULL;
}

int main(int argc, char **argv) {
    pthread_t threads[THREADS];
    void *failed = NULL;
    if (argc != 3) {
        return 2;
    }
    php_embed_module.php_ini_path_override = argv[1];
    path = argv[2];
    if (php_embed_init(0, NULL) == FAILURE) {
        return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_create(&threads[i], NULL, serve, NULL);
    }
    for (int i = 0; i < THREADS; i++) {
        void *why;
        pthread_join(threads[i], &why);
        failed = failed ? failed : why;
    }
    if (failed) {
        puts(failed);
    }
    php_embed_shutdown();
    return failed != NULL;
}
