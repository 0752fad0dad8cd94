    {foreach $access as $entry}
        <div class="subheading1">{if $entry.environment === 'testing'}{__('twint.accessTest')}{else}{__('twint.accessLive')}{/if}</div>
        <hr class="mb-3">
        <p id="twint-state-{$entry.environment}" data-state="{$entry.state}">
            {if $entry.state === 'readable'}
                {__('twint.certificateStored')}: {$entry.facts.subject|default:''}, {__('twint.validUntil')} {$entry.facts.validTo|default:''}
            {elseif $entry.state === 'unreadable'}
                <span class="text-danger">{__('twint.certificateLost')}</span>
            {else}
                {__('twint.certificateNone')}
            {/if}
        </p>
        {if $usable}
            <form method="post" enctype="multipart/form-data" action="{$url}" autocomplete="off" id="twint-form-{$entry.environment}">
                {include file='./form.tpl' tab='Configuration' action='credentials'}
                <input type="hidden" name="twint_environment" value="{$entry.environment}">
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-store-{$entry.environment}">{__('twint.systemId')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control" type="text" name="twint_store" id="twint-store-{$entry.environment}" value="{$entry.facts.storeUuid|default:''}" maxlength="36" required><small class="form-text text-muted">{__('twint.systemIdHelp')}</small></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-file-{$entry.environment}">{__('twint.certificateFile')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control-file" type="file" name="twint_certificate" id="twint-file-{$entry.environment}" accept=".p12,.pfx,.pem"><small class="form-text text-muted">{__('twint.certificateHelp')}</small></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-pem-{$entry.environment}">{__('twint.certificatePem')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><textarea class="form-control" rows="2" name="twint_pem" id="twint-pem-{$entry.environment}" spellcheck="false"></textarea></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-passphrase-{$entry.environment}">{__('twint.passphrase')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control" type="password" name="twint_passphrase" id="twint-passphrase-{$entry.environment}" value="" autocomplete="new-password"></div>
                </div>
                <div class="save-wrapper"><button class="btn btn-primary" type="submit">{__('twint.saveAccess')}</button></div>
            </form>
        {/if}
    {/foreach}
