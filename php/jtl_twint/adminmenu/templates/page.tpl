{if !$extension}
    <div class="alert alert-danger" role="alert">{__('twint.extensionUnusable')}</div>
{/if}
{if $test}
    <div class="alert alert-danger" role="status" data-twint="test-banner"><span class="badge badge-danger mr-2">{__('twint.badgeTest')}</span>{__('twint.testModeActive')}</div>
{/if}
{if $notice !== null}
    <div class="alert alert-{$notice->kind}" role="{if $notice->kind === 'danger'}alert{else}status{/if}" data-twint="notice">{$notice->text}</div>
{/if}
{$content nofilter}
