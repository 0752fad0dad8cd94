<section aria-labelledby="twint-access" class="mb-5">
    <div class="subheading1" id="twint-access">{__('twint.access')}</div>
    <hr class="mb-3">
    <p>{__('twint.accessIntro')}</p>
    {foreach $access as $entry}
        {$environment = $entry.environment}
        {$certificate = $entry.certificate}
        <details class="mb-4" data-access="{$environment}" data-state="{$entry.state}"{if $entry.inUse || $entry.candidate !== null} open{/if}>
            <summary class="h5 mb-3">
                {__("twint.access.$environment")}
                {if $entry.inUse}<span class="badge badge-{if $environment === 'testing'}danger{else}success{/if}">{__('twint.inUse')}</span>{/if}
            </summary>
            {if $entry.candidate !== null}{include file='./candidate.tpl'}{/if}
            {if $entry.state === 'unreadable'}
                <div class="alert alert-danger">{__('twint.certificateLost')}</div>
            {elseif $certificate !== null}
                {include file='./certificate.tpl'}
            {/if}
            {if $usable && $mayConfigure}
                {if $certificate === null}
                    {include file='./upload.tpl'}
                {else}
                    <details data-twint="replace"{if $failed === $environment} open{/if}><summary class="mb-3">{__('twint.uploadOther')}</summary>{include file='./upload.tpl'}</details>
                {/if}
            {/if}
        </details>
    {/foreach}
</section>
