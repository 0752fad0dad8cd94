<form method="post" enctype="multipart/form-data" action="{$url}" autocomplete="off" data-twint-upload="{$environment}">
    {include file='../form.tpl' action='certificate.offer'}
    <input type="hidden" name="twint_environment" value="{$environment}">
    {$wrong = ''}
    {if $refused}{$wrong = $problem->field}{/if}
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-store-{$environment}">{__('twint.systemId')}:</label>
        <div class="col-sm-8">
            <input class="form-control{if $wrong === 'store'} is-invalid{/if}" type="text" name="twint_store" id="twint-store-{$environment}" value="{if $refused}{$problem->typedStore}{else}{$certificate->storeUuid|default:''}{/if}" maxlength="36" spellcheck="false" aria-describedby="{if $wrong === 'store'}twint-problem-{$environment} {/if}twint-store-help-{$environment}"{if $wrong === 'store'} aria-invalid="true"{/if}>
            {if $wrong === 'store'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-store-help-{$environment}">{__('twint.systemIdHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-file-{$environment}">{__('twint.certificateFile')}:</label>
        <div class="col-sm-8">
            <input class="form-control-file{if $wrong === 'file'} is-invalid{/if}" type="file" name="twint_certificate" id="twint-file-{$environment}" accept=".p12,.pfx,.pem" aria-describedby="{if $wrong === 'file'}twint-problem-{$environment} {/if}twint-file-help-{$environment}"{if $wrong === 'file'} aria-invalid="true"{/if}>
            {if $wrong === 'file'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-file-help-{$environment}">{__('twint.certificateHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-pem-{$environment}">{__('twint.certificatePem')}:</label>
        <div class="col-sm-8">
            <textarea class="form-control{if $wrong === 'pem'} is-invalid{/if}" rows="2" name="twint_pem" id="twint-pem-{$environment}" spellcheck="false" autocomplete="off" aria-describedby="{if $wrong === 'pem'}twint-problem-{$environment} {/if}twint-pem-help-{$environment}"{if $wrong === 'pem'} aria-invalid="true"{/if}></textarea>
            {if $wrong === 'pem'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-pem-help-{$environment}">{__('twint.certificatePemHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-passphrase-{$environment}">{__('twint.passphrase')}:</label>
        <div class="col-sm-8">
            <input class="form-control{if $wrong === 'passphrase'} is-invalid{/if}" type="password" name="twint_passphrase" id="twint-passphrase-{$environment}" value="" autocomplete="new-password" aria-describedby="{if $wrong === 'passphrase'}twint-problem-{$environment} {/if}twint-passphrase-help-{$environment}"{if $wrong === 'passphrase'} aria-invalid="true"{/if}>
            {if $wrong === 'passphrase'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-passphrase-help-{$environment}">{__('twint.passphraseHelp')}</small>
        </div>
    </div>
    <div class="form-row">
        <div class="col-sm-8 offset-sm-4">
            <button class="btn btn-primary" type="submit" data-twint-once>{__('twint.saveAccess')}</button>
        </div>
    </div>
</form>
