{$wrong = $setProblem->field|default:''}
<details data-twint="set-add"{if $wrong === 'newName'} open{/if}>
    <summary class="mb-3">{__('twint.set.add')}</summary>
    <form method="post" action="{$url}">
        {include file='../form.tpl' action='set.add'}
        <p>{__('twint.set.addHelp')}</p>
        <div class="form-group form-row">
            <label class="col-sm-4 col-form-label text-sm-right" for="twint-access-new">{__('twint.set.name')}:</label>
            <div class="col-sm-8">
                <input class="form-control{if $wrong === 'newName'} is-invalid{/if}" type="text" name="twint_name" id="twint-access-new" value="{if $wrong === 'newName'}{$setProblem->typed}{/if}" maxlength="64" required{if $wrong === 'newName'} aria-invalid="true" aria-describedby="twint-access-new-problem"{/if}>
                {include file='./set-problem.tpl' field='newName' id='twint-access-new'}
            </div>
        </div>
        <div class="form-row">
            <div class="col-sm-8 offset-sm-4"><button class="btn btn-primary" type="submit" data-twint-once>{__('twint.set.addButton')}</button></div>
        </div>
    </form>
</details>
